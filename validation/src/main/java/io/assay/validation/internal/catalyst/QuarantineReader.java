package io.assay.validation.internal.catalyst;

import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.json.JsonObjectReader;
import io.assay.validation.internal.json.RowPlan;
import io.assay.validation.internal.text.Encoding;
import io.assay.warehouse.quarantine.QuarantineColumns;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Reads quarantined rows again, from the JSON (or the bytes) that was kept of them.
 *
 * <p>In: {@code row string, raw binary, source string, position bigint}. Out: the contract's columns and those of
 * {@code UnvalidatedRow}. No shuffle.
 */
public final class QuarantineReader {
    private QuarantineReader() {}

    public static Dataset<Row> rows(Dataset<Row> quarantined, DatasetContract dataset) {
        RowPlan plan = new RowPlan(dataset);
        return quarantined
                .select(
                        QuarantineColumns.ROW,
                        QuarantineColumns.RAW,
                        QuarantineColumns.SOURCE,
                        QuarantineColumns.POSITION)
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> new Rows(rows, plan), Encoders.row(plan.schema));
    }

    private static final class Rows implements Iterator<Row> {
        private final Iterator<Row> kept;
        private final RowBuffer buffer;
        private final StructType schema;
        private final JsonObjectReader objects;
        private final scala.Function1<Object, Object> toRow;

        Rows(Iterator<Row> kept, RowPlan plan) {
            this.kept = kept;
            this.schema = plan.schema;
            this.buffer = new RowBuffer(RowLayout.of(plan), plan.schema);
            this.objects = new JsonObjectReader(plan, buffer, Encoding.utf8());
            this.toRow = CatalystTypeConverters.createToScalaConverter(plan.schema);
        }

        @Override
        public boolean hasNext() {
            return kept.hasNext();
        }

        @Override
        public Row next() {
            Row row = kept.next();
            buffer.begin(row.getString(2), row.getLong(3));
            byte[] record = row.isNullAt(0) ? row.getAs(1) : row.getString(0).getBytes(StandardCharsets.UTF_8);
            objects.read(record, 0, record.length);
            // beyond the schema's end the buffer keeps columns that were parsed for their faults only
            return (Row) toRow.apply(new GenericInternalRow(
                    Arrays.copyOf(((GenericInternalRow) buffer.row()).values(), schema.length())));
        }
    }
}
