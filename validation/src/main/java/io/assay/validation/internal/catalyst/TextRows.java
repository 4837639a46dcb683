package io.assay.validation.internal.catalyst;

import io.assay.validation.internal.catalyst.TextParts.Packing;
import io.assay.validation.internal.json.RowPlan;
import io.assay.validation.internal.text.TextFile;
import io.assay.validation.source.BatchPosition;
import io.assay.validation.source.RowPositions;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;

/** The records of text files as rows, read whenever an action needs them. Entry of this package. */
public final class TextRows {
    private final SparkSession spark;
    private final List<TextFile> files;
    private final RowLayout layout;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final TextParts parts;
    private final LeftOutFields leftOut;
    private final Packing packing;

    public TextRows(SparkSession spark, List<TextFile> files, RowPlan plan) {
        this(spark, files, plan, TextParts.SMALLEST);
    }

    /** Records that are read without a file system; tasks are not sent what one is set to. */
    public static TextRows withoutFiles(SparkSession spark, List<TextFile> records, RowPlan plan) {
        return new TextRows(spark, records, plan, TextParts.SMALLEST, new Configuration(false));
    }

    TextRows(SparkSession spark, List<TextFile> files, RowPlan plan, long smallestPart) {
        this(spark, files, plan, smallestPart, spark.sessionState().newHadoopConf());
    }

    private TextRows(
            SparkSession spark, List<TextFile> files, RowPlan plan, long smallestPart, Configuration settings) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        this.spark = spark;
        this.files = List.copyOf(files);
        this.layout = RowLayout.of(plan);
        this.hadoop = context.broadcast(new SerializableConfiguration(settings));
        this.parts = new TextParts(context.defaultParallelism(), new Searches(context, hadoop), smallestPart);
        this.leftOut = new LeftOutFields();
        this.packing = Packing.EVEN;
        spark.sparkContext().register(leftOut, "fields left out");
    }

    private TextRows(TextRows other, RowLayout layout, Packing packing) {
        this.spark = other.spark;
        this.files = other.files;
        this.layout = layout;
        this.hadoop = other.hadoop;
        this.parts = other.parts;
        this.leftOut = other.leftOut;
        this.packing = packing;
    }

    /** The same, where the first record that is malformed ends the reading. */
    public TextRows strict() {
        return new TextRows(this, layout.strict(), packing);
    }

    /** The same in the order of the files and of the records in them. */
    public TextRows inOrder() {
        return new TextRows(this, layout, Packing.IN_ORDER);
    }

    /** How many tasks read them all. */
    public int tasks() {
        return parts.tasks(files);
    }

    /** The fields that the contract does not have, by file, as far as actions have read: of JSON, columns included. */
    public Map<String, Set<String>> leftOut() {
        return leftOut.value();
    }

    /**
     * The contract's columns and those beside them; with {@code wanted} of the rows at these places.
     *
     * <p>When an action plans it, a job finds where records begin in CSVs that are read by several tasks, once.
     */
    public Dataset<Row> rows(Optional<RowPositions> wanted) {
        List<TextFile> some = wanted.map(places -> files.stream()
                        .filter(file -> places.sources().contains(file.name()))
                        .map(file -> places.positions(file.name())
                                .map(all -> file.only(within(file, all)))
                                .orElse(file))
                        .toList())
                .orElse(files);
        return Dataset.ofRows(
                spark,
                DataSourceV2Relation.create(
                        new TextFileTable(some, layout, parts, packing, leftOut, hadoop),
                        Option.empty(),
                        Option.empty(),
                        CaseInsensitiveStringMap.empty()));
    }

    /** Those of a batch's positions that are in a file, as positions within it. */
    private static long[] within(TextFile file, long[] positions) {
        return Arrays.stream(positions)
                .filter(position -> BatchPosition.file(position) == file.number())
                .map(BatchPosition::within)
                .toArray();
    }

    /** A job with a task for each search. */
    private record Searches(JavaSparkContext context, Broadcast<SerializableConfiguration> hadoop)
            implements TextFile.RecordStarts {
        @Override
        public <A extends Serializable> List<A> search(List<? extends TextFile.Search<A>> searches) {
            Broadcast<SerializableConfiguration> configuration = hadoop;
            return context.<TextFile.Search<A>>parallelize(List.copyOf(searches), searches.size())
                    .map(search -> run(search, configuration))
                    .collect();
        }

        private static <A extends Serializable> A run(
                TextFile.Search<A> search, Broadcast<SerializableConfiguration> hadoop) {
            try {
                return search.run(hadoop.value().value());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
