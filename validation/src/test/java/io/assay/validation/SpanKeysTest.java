package io.assay.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.UniqueWithin;
import io.assay.validation.source.PublishedHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code uniqueWithin} a span of time, by each row's own event time. */
class SpanKeysTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SPAN = Duration.ofDays(7);
    private static final StructType COLUMNS =
            new StructType().add("id", DataTypes.LongType).add("at", DataTypes.TimestampType);

    @TempDir
    Path folder;

    private static TestContract contract() {
        return TestContract.of("t")
                .with("id", new ColumnType.IntegerType(64))
                .with("at", TestContract.TIMESTAMP)
                .rule("id.unique", "id", new Check.Unique(List.of("id")))
                .within(new UniqueWithin.Span(SPAN));
    }

    private record Event(long id, Instant at) {}

    @Test
    void ofABatchsRowsTheLastStaysAndThoseFartherAwayThanTheSpan() {
        GatedBatch gated = GatedBatch.of(
                contract().dataset(),
                GatedBatch.file(
                        folder,
                        "t.csv",
                        "id,at\n1,2026-01-01\n1,2026-01-06\n1,2026-01-11\n2,2026-01-01\n2,2026-01-09\n3,\n3,\n4,2026-01-01\n4,\n"),
                ReferenceData.nothing());
        assertThat(gated.published())
                .containsExactlyInAnyOrder(
                        "1|2026-01-01 00:00:00.0",
                        "1|2026-01-11 00:00:00.0",
                        "2|2026-01-01 00:00:00.0",
                        "2|2026-01-09 00:00:00.0",
                        "3|null",
                        "4|2026-01-01 00:00:00.0",
                        "4|null");
    }

    @Test
    void aStreamThatRemembersKeysJudgesAsOneThatReadsThemAndAsTheRuleSays() {
        Random random = new Random(11);
        History history = new History();
        StreamMemory memory = new StreamMemory(history);
        List<Event> published = new ArrayList<>();
        for (int micro = 0; micro < 8; micro++) {
            List<Event> rows = new ArrayList<>();
            StringBuilder csv = new StringBuilder("id,at\n");
            for (int i = 0; i < 12; i++) {
                boolean late = random.nextInt(4) == 0; // up to 40 days
                Instant at = BEGIN.plus(
                        Duration.ofHours(micro * 96L + random.nextInt(96) - (late ? random.nextInt(960) : 0)));
                rows.add(new Event(random.nextInt(6), at));
                csv.append(rows.get(i).id()).append(',').append(at).append('\n');
            }
            List<Event> expected = staying(rows, published);
            String name = "m" + micro + ".csv";
            ReferenceData reference = new ReferenceData(history.rows(), Map.of());
            Gate gate = Gate.of(contract().dataset());
            Batch batch = gate.read(LocalSpark.spark(), GatedBatch.file(folder, name, csv.toString()));

            List<Event> reading = passing(gate, batch, reference);
            List<Event> remembering = passing(gate, batch.with(memory), reference);

            assertThat(reading).as("micro-batch %d", micro).isEqualTo(expected);
            assertThat(remembering).as("micro-batch %d", micro).isEqualTo(expected);
            published.addAll(expected);
            history.add(expected);
        }
        assertThat(history.complete)
                .as("reads of all rows, however many micro-batches")
                .isLessThanOrEqualTo(2);
    }

    private static List<Event> passing(Gate gate, Batch batch, ReferenceData reference) {
        List<Event> passed = new ArrayList<>();
        gate.validate(batch, reference, GatedBatch.RUN)
                .write(rows -> rows.orderBy("_position").collectAsList())
                .result()
                .forEach(row ->
                        passed.add(new Event(row.getLong(0), row.getTimestamp(1).toInstant())));
        return passed;
    }

    /** The rule, row by row from the last. */
    private static List<Event> staying(List<Event> rows, List<Event> published) {
        List<Event> all = new ArrayList<>(published);
        List<Event> staying = new ArrayList<>();
        for (int i = rows.size() - 1; i >= 0; i--) {
            Event row = rows.get(i);
            boolean near = all.stream()
                    .anyMatch(other -> other.id() == row.id()
                            && Duration.between(other.at(), row.at()).abs().compareTo(SPAN) <= 0);
            if (!near) {
                all.add(row);
                staying.add(row);
            }
        }
        Collections.reverse(staying);
        return staying;
    }

    /** Published rows, one snapshot a micro-batch. */
    private static final class History implements PublishedHistory {
        private final List<List<Event>> snapshots = new ArrayList<>();
        private int complete;

        void add(List<Event> rows) {
            snapshots.add(rows);
        }

        Optional<Dataset<Row>> rows() {
            return snapshots.isEmpty() ? Optional.empty() : Optional.of(table(0, snapshots.size()));
        }

        private Dataset<Row> table(int from, int until) {
            List<Row> rows = new ArrayList<>();
            snapshots
                    .subList(from, until)
                    .forEach(snapshot -> snapshot.forEach(
                            event -> rows.add(RowFactory.create(event.id(), java.sql.Timestamp.from(event.at())))));
            return LocalSpark.spark().createDataFrame(rows, COLUMNS);
        }

        @Override
        public OptionalLong snapshot() {
            return snapshots.isEmpty() ? OptionalLong.empty() : OptionalLong.of(snapshots.size());
        }

        @Override
        public Dataset<Row> at(long snapshot) {
            complete++;
            return table(0, (int) snapshot);
        }

        @Override
        public Optional<Dataset<Row>> added(long after, long until) {
            return Optional.of(table((int) after, (int) until));
        }
    }
}
