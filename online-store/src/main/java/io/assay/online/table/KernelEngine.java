package io.assay.online.table;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.defaults.engine.hadoopio.HadoopFileIO;
import io.delta.kernel.engine.ParquetHandler;
import org.apache.hadoop.conf.Configuration;

/**
 * Kernel's engine on Hadoop's file systems, with a reader of Parquet that works with Spark's version of Parquet too.
 */
final class KernelEngine extends DefaultEngine {
    private final Configuration hadoop;

    KernelEngine(Configuration hadoop) {
        super(new HadoopFileIO(hadoop));
        this.hadoop = hadoop;
    }

    @Override
    public ParquetHandler getParquetHandler() {
        return new ParquetFiles(hadoop, super.getParquetHandler());
    }
}
