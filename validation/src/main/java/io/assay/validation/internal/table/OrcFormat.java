package io.assay.validation.internal.table;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.orc.OrcFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.collection.immutable.Map;
import scala.runtime.AbstractFunction1;

/**
 * ORC as Spark reads it, except for dates and times: Spark gives a time without a zone the zone of the machine that
 * reads it, and takes dates before 1582 for Julian ones unless the footer says otherwise, which only Java's writers
 * write.
 */
final class OrcFormat extends OrcFileFormat {
    private static final long serialVersionUID = 1;

    @Override
    public boolean supportBatch(SparkSession spark, StructType schema) {
        return false;
    }

    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReaderWithPartitionValues(
            SparkSession spark,
            StructType dataSchema,
            StructType partitionSchema,
            StructType requiredSchema,
            Seq<Filter> filters,
            Map<String, String> options,
            Configuration hadoop) {
        Broadcast<SerializableConfiguration> configuration = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new SerializableConfiguration(hadoop));
        return new Opening(requiredSchema.fieldNames(), configuration);
    }

    private static final class Opening extends AbstractFunction1<PartitionedFile, Iterator<InternalRow>>
            implements Serializable {
        private static final long serialVersionUID = 1;
        private final String[] columns;
        private final Broadcast<SerializableConfiguration> hadoop;

        Opening(String[] columns, Broadcast<SerializableConfiguration> hadoop) {
            this.columns = columns;
            this.hadoop = hadoop;
        }

        @Override
        public Iterator<InternalRow> apply(PartitionedFile file) {
            try {
                return OrcRows.open(file, columns, hadoop.value().value());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
