package io.assay.jobs.warehouse;

import io.assay.warehouse.run.RunLogColumns;
import io.assay.warehouse.run.RunRowKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.View;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** A view of the catalog: one kind of row of {@code assay/log}, or the lineage events, with columns of its own. */
enum LogView {
    RUNS(
            "runs",
            RunRowKind.RUN,
            List.of(
                    LogViewColumn.of(RunLogColumns.RUN),
                    LogViewColumn.of(RunLogColumns.COMMAND),
                    LogViewColumn.of(RunLogColumns.SUBJECT),
                    LogViewColumn.of(RunLogColumns.STATUS),
                    LogViewColumn.of(RunLogColumns.AT),
                    LogViewColumn.of(RunLogColumns.SECONDS),
                    LogViewColumn.of(RunLogColumns.BODY))),
    RULES(
            "rules",
            RunRowKind.RULE,
            List.of(
                    LogViewColumn.of(RunLogColumns.RUN),
                    LogViewColumn.of(RunLogColumns.SUBJECT).as("dataset"),
                    LogViewColumn.of(RunLogColumns.AT),
                    LogViewColumn.of(RunLogColumns.NAME).as("rule"),
                    LogViewColumn.of(RunLogColumns.COLUMN),
                    LogViewColumn.of(RunLogColumns.STATUS),
                    LogViewColumn.of(RunLogColumns.VALUE).as("violations").in(DataTypes.LongType),
                    LogViewColumn.of(RunLogColumns.BODY))),
    METRICS(
            "metrics",
            RunRowKind.METRIC,
            List.of(
                    LogViewColumn.of(RunLogColumns.RUN),
                    LogViewColumn.of(RunLogColumns.SUBJECT).as("dataset"),
                    LogViewColumn.of(RunLogColumns.AT),
                    LogViewColumn.of(RunLogColumns.NAME).as("metric"),
                    LogViewColumn.of(RunLogColumns.COLUMN),
                    LogViewColumn.of(RunLogColumns.VALUE),
                    LogViewColumn.of(RunLogColumns.TEXT),
                    LogViewColumn.of(RunLogColumns.STATE))),
    DECISIONS(
            "decisions",
            RunRowKind.DECISION,
            List.of(
                    LogViewColumn.of(RunLogColumns.RUN),
                    LogViewColumn.of(RunLogColumns.SUBJECT),
                    LogViewColumn.of(RunLogColumns.AT),
                    LogViewColumn.of(RunLogColumns.NAME).as("decision"),
                    LogViewColumn.of(RunLogColumns.STATUS),
                    LogViewColumn.of(RunLogColumns.TEXT),
                    LogViewColumn.of(RunLogColumns.BODY),
                    LogViewColumn.of(RunLogColumns.COLUMN),
                    LogViewColumn.of(RunLogColumns.NAME).as("what"),
                    LogViewColumn.of(RunLogColumns.BODY).as("chosen").at("chosen"),
                    LogViewColumn.of(RunLogColumns.BODY).as("alternatives").at("alternatives"),
                    LogViewColumn.of(RunLogColumns.BODY).as("measured").at("measured"))),
    LINEAGE(
            "lineage",
            DeltaTables.LINEAGE_FILES,
            StructType.fromDDL("at TIMESTAMP, event STRING, run STRING, namespace STRING, job STRING, body STRING"),
            "SELECT CAST(get_json_object(value, '$.eventTime') AS TIMESTAMP) AS at, "
                    + "get_json_object(value, '$.eventType') AS event, get_json_object(value, '$.run.runId') AS run, "
                    + "get_json_object(value, '$.job.namespace') AS namespace, "
                    + "get_json_object(value, '$.job.name') AS job, value AS body FROM assay.lineage_files");

    private final String word;
    private final String table;
    private final String columns;
    private final String query;

    LogView(String word, RunRowKind kind, List<LogViewColumn> columns) {
        this(
                word,
                "log",
                new StructType(columns.stream().map(LogViewColumn::field).toArray(StructField[]::new)),
                "SELECT %s FROM assay.log WHERE %s = '%s'"
                        .formatted(
                                columns.stream().map(LogViewColumn::sql).collect(Collectors.joining(", ")),
                                RunLogColumns.KIND,
                                kind.word()));
    }

    LogView(String word, String table, StructType schema, String query) {
        this.word = word;
        this.table = table;
        this.columns = schema.toDDL();
        this.query = query;
    }

    static Optional<LogView> find(Identifier name) {
        return name.namespace().length > 0
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(view -> view.word.equals(name.name()))
                        .findFirst();
    }

    static List<Identifier> names() {
        return Arrays.stream(values())
                .map(view -> Identifier.of(new String[0], view.word))
                .toList();
    }

    /** Name of the table it is a view on. */
    Identifier table() {
        return Identifier.of(new String[0], table);
    }

    private StructType schema() {
        return StructType.fromDDL(columns);
    }

    /** The view as Spark takes it. */
    View view() {
        return new StoredView(word, query, schema());
    }

    /** The same without a row, for the time before the first run. */
    View empty() {
        StructType schema = schema();
        String none = "SELECT "
                + String.join(
                        ", ",
                        Arrays.stream(schema.fields())
                                .map(field -> "CAST(NULL AS %s) AS %s"
                                        .formatted(field.dataType().sql(), field.name()))
                                .toList())
                + " WHERE false";
        return new StoredView(word, none, schema);
    }

    private record StoredView(String name, String query, StructType schema) implements View {
        @Override
        public String currentCatalog() {
            return Warehouse.CATALOG;
        }

        @Override
        public String[] currentNamespace() {
            return new String[0];
        }

        @Override
        public String[] queryColumnNames() {
            return schema.fieldNames();
        }

        @Override
        public String[] columnAliases() {
            return schema.fieldNames();
        }

        @Override
        public String[] columnComments() {
            return new String[schema.size()];
        }

        @Override
        public Map<String, String> properties() {
            return Map.of();
        }
    }
}
