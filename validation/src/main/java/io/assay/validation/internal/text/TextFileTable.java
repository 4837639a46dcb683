package io.assay.validation.internal.text;

import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;

/** Text files as a table of Spark's, so that only the columns asked for are parsed. */
final class TextFileTable implements Table, SupportsRead {
    private final List<TextFile> files;
    private final RowPlan plan;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final int parallelism;

    private TextFileTable(
            List<TextFile> files, RowPlan plan, Broadcast<SerializableConfiguration> hadoop, int parallelism) {
        this.files = files;
        this.plan = plan;
        this.hadoop = hadoop;
        this.parallelism = parallelism;
    }

    static Dataset<Row> rows(SparkSession spark, List<TextFile> files, RowPlan plan) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<SerializableConfiguration> hadoop = context.broadcast(
                new SerializableConfiguration(spark.sessionState().newHadoopConf()));
        TextFileTable table = new TextFileTable(List.copyOf(files), plan, hadoop, context.defaultParallelism());
        return Dataset.ofRows(
                spark,
                DataSourceV2Relation.create(table, Option.empty(), Option.empty(), CaseInsensitiveStringMap.empty()));
    }

    @Override
    public String name() {
        return "source files";
    }

    @Override
    @SuppressWarnings("deprecation") // the one that every Spark 3 has
    public StructType schema() {
        return plan.schema;
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return new TextScan(files, plan, hadoop, parallelism);
    }
}
