package io.assay.jobs.warehouse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.View;
import org.apache.spark.sql.types.StructType;

/** A view of the catalog: one kind of row of {@code assay/log}, or the lineage events, with columns of its own. */
enum LogView {
    RUNS(
            "runs",
            "log",
            "run STRING, command STRING, subject STRING, status STRING, at TIMESTAMP, seconds DOUBLE, body STRING",
            "SELECT run, command, subject, status, at, seconds, body FROM assay.log WHERE kind = 'run'"),
    RULES(
            "rules",
            "log",
            "run STRING, dataset STRING, at TIMESTAMP, rule STRING, column STRING, status STRING, violations BIGINT, "
                    + "body STRING",
            "SELECT run, subject AS dataset, at, name AS rule, column, status, CAST(value AS BIGINT) AS violations, "
                    + "body FROM assay.log WHERE kind = 'rule'"),
    METRICS(
            "metrics",
            "log",
            "run STRING, dataset STRING, at TIMESTAMP, metric STRING, column STRING, value DOUBLE, text STRING, "
                    + "state BINARY",
            "SELECT run, subject AS dataset, at, name AS metric, column, value, text, state FROM assay.log "
                    + "WHERE kind = 'metric'"),
    DECISIONS(
            "decisions",
            "log",
            "run STRING, subject STRING, at TIMESTAMP, decision STRING, status STRING, text STRING, body STRING",
            "SELECT run, subject, at, name AS decision, status, text, body FROM assay.log WHERE kind = 'decision'"),
    LINEAGE(
            "lineage",
            DeltaTables.LINEAGE_FILES,
            "at TIMESTAMP, event STRING, run STRING, namespace STRING, job STRING, body STRING",
            "SELECT CAST(get_json_object(value, '$.eventTime') AS TIMESTAMP) AS at, "
                    + "get_json_object(value, '$.eventType') AS event, get_json_object(value, '$.run.runId') AS run, "
                    + "get_json_object(value, '$.job.namespace') AS namespace, "
                    + "get_json_object(value, '$.job.name') AS job, value AS body FROM assay.lineage_files");

    private final String word;
    private final String table;
    private final String columns;
    private final String query;

    LogView(String word, String table, String columns, String query) {
        this.word = word;
        this.table = table;
        this.columns = columns;
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

    /** The view as Spark takes it. */
    View view() {
        return new Shown(word, query, StructType.fromDDL(columns));
    }

    /** The same without a row, for the time before the first run. */
    View empty() {
        StructType schema = StructType.fromDDL(columns);
        String none = "SELECT "
                + String.join(
                        ", ",
                        Arrays.stream(schema.fields())
                                .map(field -> "CAST(NULL AS %s) AS %s"
                                        .formatted(field.dataType().sql(), field.name()))
                                .toList())
                + " WHERE false";
        return new Shown(word, none, schema);
    }

    private record Shown(String name, String query, StructType schema) implements View {
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
