package io.assay.validation.internal.table;

import io.assay.validation.internal.files.SourceListing;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Option;
import scala.collection.Iterator;
import scala.collection.Seq;
import scala.collection.immutable.Map;
import scala.runtime.AbstractFunction1;

/**
 * One of Spark's formats with two differences: a failure names the file (most of Spark's readers do not say where
 * damage is), and the metadata column has the file's plain name.
 */
final class ReportingFormat implements FileFormat, Serializable {
    private static final long serialVersionUID = 1;
    private final FileFormat format;
    private final String name;

    ReportingFormat(FileFormat format, String name) {
        this.format = format;
        this.name = name;
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
        return new ReportingReader(
                format.buildReaderWithPartitionValues(
                        spark, dataSchema, partitionSchema, requiredSchema, filters, options, hadoop),
                name);
    }

    @Override
    public Function1<PartitionedFile, Iterator<InternalRow>> buildReader(
            SparkSession spark,
            StructType dataSchema,
            StructType partitionSchema,
            StructType requiredSchema,
            Seq<Filter> filters,
            Map<String, String> options,
            Configuration hadoop) {
        return new ReportingReader(
                format.buildReader(spark, dataSchema, partitionSchema, requiredSchema, filters, options, hadoop), name);
    }

    @Override
    public Option<StructType> inferSchema(SparkSession spark, Map<String, String> options, Seq<FileStatus> files) {
        return format.inferSchema(spark, options, files);
    }

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession spark, Job job, Map<String, String> options, StructType schema) {
        throw new UnsupportedOperationException("sources are only read");
    }

    @Override
    public boolean supportBatch(SparkSession spark, StructType schema) {
        return format.supportBatch(spark, schema);
    }

    @Override
    public Option<Seq<String>> vectorTypes(StructType required, StructType partitions, SQLConf conf) {
        return format.vectorTypes(required, partitions, conf);
    }

    @Override
    public boolean isSplitable(SparkSession spark, Map<String, String> options, Path path) {
        return format.isSplitable(spark, options, path);
    }

    @Override
    public boolean supportDataType(DataType type) {
        return format.supportDataType(type);
    }

    @Override
    public boolean supportFieldName(String field) {
        return format.supportFieldName(field);
    }

    @Override
    public Seq<StructField> metadataSchemaFields() {
        return format.metadataSchemaFields();
    }

    @Override
    public Map<String, Function1<PartitionedFile, Object>> fileConstantMetadataExtractors() {
        return format.fileConstantMetadataExtractors().updated(FileFormat.FILE_PATH(), new SourceName());
    }

    /** The file's name as rows have it; Spark's own path is encoded as in a URL. */
    private static final class SourceName extends AbstractFunction1<PartitionedFile, Object> implements Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public Object apply(PartitionedFile file) {
            return SourceListing.name(file.toPath().toString());
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
