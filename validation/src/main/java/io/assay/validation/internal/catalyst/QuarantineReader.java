package io.assay.validation.internal.catalyst;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.not;

import io.assay.definition.contract.ContractColumn;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.columns.FolderColumns;
import io.assay.validation.internal.csv.CsvFile;
import io.assay.validation.internal.json.JsonObjectReader;
import io.assay.validation.internal.json.RowPlan;
import io.assay.validation.internal.record.RawRecords;
import io.assay.validation.internal.record.RecordFile;
import io.assay.validation.internal.text.Encoding;
import io.assay.validation.internal.text.RecordBuffer;
import io.assay.validation.source.Input;
import io.assay.validation.source.RecordFormat;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads quarantined rows again: those that were rows from the JSON that was kept of them, malformed ones from their
 * bytes as their file would be read now. A malformed one that still cannot be read keeps the reason it had. The JSON of
 * a row from a typed file has its dates and times in ISO-8601, so that is taken too where a column was readable before.
 *
 * <p>In: the quarantine table. Out: the contract's columns and those of {@code UnvalidatedRow}. No shuffle. One action,
 * if there are malformed rows: it lists the CSV files they are from, whose headers are read.
 */
public final class QuarantineReader {
    private static final String WHY = "why";
    private static final String BROKEN = "broken";

    /** Topic and partition, as rows name them: files have a path from the root. */
    private static final String TOPIC = "^[a-zA-Z0-9._-]+/[0-9]+$";

    private QuarantineReader() {}

    /**
     * The quarantined rows as the gate reads rows, malformed ones parsed again.
     *
     * @param inputs by run, the format and options of its input
     * @param topics what the values of topics are
     */
    public static Dataset<Row> rows(
            Dataset<Row> quarantined, DatasetContract dataset, Map<String, Input> inputs, RecordFormat topics) {
        QuarantinedFiles files = QuarantinedFiles.of(quarantined, dataset, inputs);
        RowPlan plan = new RowPlan(dataset);
        RowPlan iso = RowPlan.iso(dataset);
        Dataset<Row> others = quarantined;
        List<Dataset<Row>> filled = new ArrayList<>();
        if (RawRecords.differ(dataset, topics)) {
            Column ofTopic = col(QuarantineColumns.SOURCE).rlike(TOPIC);
            others = others.where(not(ofTopic));
            filled.add(read(
                    quarantined.where(ofTopic),
                    RecordFile.plan(dataset, topics),
                    Optional.empty(),
                    Map.of(),
                    Optional.of(RawRecords.of(topics))));
        }
        for (Map.Entry<List<ContractColumn>, List<String>> group :
                files.byFolderColumns().entrySet()) { // a kept row has its folders' values already
            Column malformed = col(QuarantineColumns.ROW)
                    .isNull()
                    .and(col(QuarantineColumns.SOURCE).isInCollection(group.getValue()));
            others = others.where(not(malformed));
            filled.add(FolderColumns.fill(
                    read(quarantined.where(malformed), plan, Optional.empty(), files.csv(), Optional.empty()),
                    group.getKey(),
                    dataset.nullValues()));
        }
        return filled.stream()
                .reduce(read(others, plan, Optional.of(iso), files.csv(), Optional.empty()), Dataset::union);
    }

    private static Dataset<Row> read(
            Dataset<Row> quarantined,
            RowPlan plan,
            Optional<RowPlan> iso,
            Map<String, CsvFile> files,
            Optional<RawRecords> topics) {
        RawRecords records = topics.orElse(null);
        RowPlan stored = iso.orElse(null);
        return quarantined
                .select(
                        col(QuarantineColumns.ROW),
                        col(QuarantineColumns.RAW),
                        col(QuarantineColumns.SOURCE),
                        col(QuarantineColumns.POSITION),
                        expr("filter(%s, reason -> reason.rule = 'row.malformed')[0].value"
                                        .formatted(QuarantineColumns.REASONS))
                                .as(WHY),
                        expr("transform(filter(%s, reason -> endswith(reason.rule, '.type')), reason -> substring_index(reason.rule, '.', 1))"
                                        .formatted(QuarantineColumns.REASONS))
                                .as(BROKEN))
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> new Rows(rows, plan, stored, files, records),
                        Encoders.row(plan.schema));
    }

    private static final class Rows implements Iterator<Row> {
        private final Iterator<Row> kept;
        private final Map<String, CsvFile> files;
        private final @Nullable RawRecords topics;
        private final RowBuffer buffer;
        private final StructType schema;
        private final RowPlan plan;
        private final @Nullable RowPlan iso;
        private final JsonObjectReader objects;
        private final Map<Set<String>, JsonObjectReader> stored = new HashMap<>();
        private final scala.Function1<Object, Object> toRow;

        Rows(
                Iterator<Row> kept,
                RowPlan plan,
                @Nullable RowPlan iso,
                Map<String, CsvFile> files,
                @Nullable RawRecords topics) {
            this.kept = kept;
            this.plan = plan;
            this.iso = iso;
            this.topics = topics;
            this.files = files;
            this.schema = plan.schema;
            this.buffer = new RowBuffer(RowLayout.of(plan), plan.schema, new LeftOutFields());
            this.objects = reader(plan);
            this.toRow = CatalystTypeConverters.createToScalaConverter(plan.schema);
        }

        @Override
        public boolean hasNext() {
            return kept.hasNext();
        }

        @Override
        public Row next() {
            Row row = kept.next();
            String source = row.getString(2);
            long position = row.getLong(3);
            buffer.begin(source, position);
            if (!row.isNullAt(0)) {
                byte[] record = row.getString(0).getBytes(StandardCharsets.UTF_8);
                objects.read(record, 0, record.length);
                Set<String> typed = buffer.invalidColumns();
                typed.removeAll(row.<String>getList(5));
                if (!typed.isEmpty() && iso != null) {
                    buffer.begin(source, position);
                    stored.computeIfAbsent(typed, columns -> reader(plan.with(iso, columns)))
                            .read(record, 0, record.length);
                }
            } else {
                readAgain(row.getAs(1), source, position, row.isNullAt(4) ? null : row.getString(4));
            }
            // beyond the schema's end the buffer keeps columns that were parsed for their faults only
            return (Row) toRow.apply(new GenericInternalRow(
                    Arrays.copyOf(((GenericInternalRow) buffer.row()).values(), schema.length())));
        }

        private JsonObjectReader reader(RowPlan of) {
            return new JsonObjectReader(of, buffer, Encoding.utf8());
        }

        private void readAgain(byte[] raw, String source, long position, @Nullable String why) {
            boolean cut = why != null && why.endsWith(RecordBuffer.REST_IS_NOT_KEPT);
            CsvFile file = files.get(source);
            try {
                if (!cut && file != null && file.readAgain(raw, position, buffer)) {
                    return;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e); // there is none in memory
            }
            if (!cut && file == null) {
                byte[] json = topics == null ? raw : topics.json(raw).orElse(null);
                if (json != null && objects.read(json, 0, json.length)) {
                    return;
                }
            }
            buffer.begin(source, position);
            buffer.malformed(raw, why == null ? "it could not be read" : why);
        }
    }
}
