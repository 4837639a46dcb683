package io.assay.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.ServiceName;
import io.assay.definition.feature.ViewName;
import io.assay.definition.feature.WindowView;
import io.assay.definition.project.DefinitionReader;
import io.assay.online.store.HeapStore;
import io.assay.online.store.KeyStore;
import io.assay.online.table.DeltaFixture;
import io.assay.online.table.TableRow;
import io.assay.online.table.TableSink;
import io.assay.online.table.TableVersion;
import io.assay.online.view.OnlineView;
import io.assay.online.view.Sample;
import io.assay.online.view.ViewRow;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnlineStoreTest {
    private static final StructType DEFINITIONS = new StructType()
            .add("kind", StringType.STRING)
            .add("name", StringType.STRING)
            .add("version", StringType.STRING)
            .add("json", StringType.STRING)
            .add("features", StringType.STRING)
            .add("live", BooleanType.BOOLEAN)
            .add("at", TimestampType.TIMESTAMP);
    private static final StructType LOG = new StructType()
            .add("carrier", StringType.STRING)
            .add("tile", TimestampType.TIMESTAMP)
            .add("known", TimestampType.TIMESTAMP)
            .add("kind", StringType.STRING)
            .add("state_flights", BinaryType.BINARY)
            .add("state_mean_delay", BinaryType.BINARY)
            .add("events", LongType.LONG)
            .add("runs", new ArrayType(StringType.STRING, true))
            .add("sequence", LongType.LONG)
            .add("day", DateType.DATE);
    private static final ViewName DELAYS = new ViewName("delays");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Sample.SetClock clock = new Sample.SetClock(10_000);

    private OnlineStore store() {
        OnlineStoreSettings settings = new OnlineStoreSettings(
                folder.resolve("warehouse").toString(), folder.resolve("store"), Duration.ofMillis(50));
        return OnlineStore.open(settings, clock);
    }

    private DeltaFixture definitions() {
        return new DeltaFixture(folder.resolve("warehouse/assay/definitions"), DEFINITIONS);
    }

    private DeltaFixture log(FeatureView view) {
        return new DeltaFixture(
                folder.resolve("warehouse/features/%s/%s/log".formatted(view.name(), view.version())), LOG, "day");
    }

    private static Map<String, Object> definition(String kind, String name, String json, long at) {
        Map<String, Object> row = new HashMap<>();
        row.put("kind", kind);
        row.put("name", name);
        row.put("json", json);
        row.put("features", kind.equals("view") ? "{\"flights\":\"long\",\"mean_delay\":\"double\"}" : null);
        row.put("live", true);
        row.put("at", at);
        return row;
    }

    private String read(OnlineStore store, String carrier) {
        OnlineView view = store.catalog().views().get(DELAYS);
        if (view == null) {
            return "no view";
        }
        ViewRow row = view.read(new Object[] {carrier}, clock.micros());
        return new String(row.value(0), StandardCharsets.UTF_8) + " "
                + new String(row.value(1), StandardCharsets.UTF_8);
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    @Test
    void aProjectWithoutTablesIsCaughtUpAndServesNothing() throws InterruptedException {
        try (OnlineStore store = store()) {
            store.start();
            assertThat(store.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
            assertThat(store.catalog().views()).isEmpty();
        }
    }

    @Test
    void aCommitIsServedAndWhatWasAppliedIsKept() throws InterruptedException {
        definitions()
                .append(
                        definition("view", "delays", Sample.delays("10m"), 1),
                        definition("service", "model", "{\"service\":\"model\",\"features\":[\"delays:flights\"]}", 1));
        DeltaFixture log = log(Sample.DELAYS);
        log.append(Sample.delay("UA", 9_995, 0, 1, 30L));
        try (OnlineStore store = store()) {
            store.start();
            assertThat(store.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
            assertThat(read(store, "UA")).isEqualTo("1 30.0");
            assertThat(store.catalog().services()).containsKey(new ServiceName("model"));
            log.append(Sample.delay("UA", 9_996, 0, 2, 10L));
            await(() -> read(store, "UA").equals("2 20.0"));
            assertThat(store.freshness().get(0).tableVersion()).hasValue(2);
        }
        log.append(Sample.delay("AA", 9_996, 0, 3, 5L));
        try (OnlineStore store = store()) {
            store.start();
            assertThat(store.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
            assertThat(read(store, "UA")).isEqualTo("2 20.0");
            assertThat(read(store, "AA")).isEqualTo("1 5.0");
        }
    }

    @Test
    void anotherVersionOfAViewTakesOverWhenItIsComplete() throws InterruptedException {
        WindowView longer = (WindowView) DefinitionReader.view(Sample.delays("20m"));
        DeltaFixture definitions = definitions();
        definitions.append(definition("view", "delays", Sample.delays("10m"), 1));
        log(Sample.DELAYS).append(Sample.delay("UA", 9_995, 0, 1, 30L));
        try (OnlineStore store = store()) {
            store.start();
            store.awaitCaughtUp(Duration.ofSeconds(60));
            definitions.append(
                    definition("view", "delays", Sample.delays("20m"), 2),
                    definition("service", "model", "{\"service\":\"model\",\"features\":[\"delays:flights\"]}", 2));
            await(() -> store.catalog().services().containsKey(new ServiceName("model")));
            assertThat(read(store, "UA")).isEqualTo("1 30.0");
            assertThat(store.caughtUp()).isTrue();
            DeltaFixture next = log(longer);
            next.append(Sample.delay(longer, "UA", 9_995, 0, 1, 30L), Sample.delay(longer, "UA", 9_000, 0, 1, 10L));
            await(() -> read(store, "UA").equals("1 20.0"));
            assertThat(store.freshness().get(0).version()).isEqualTo(longer.version());
        }
    }

    @Test
    void aRetiredDefinitionIsServedNoMoreUntilItComesBack() throws InterruptedException {
        String service = "{\"service\":\"model\",\"features\":[\"delays:flights\"]}";
        DeltaFixture definitions = definitions();
        definitions.append(
                definition("view", "delays", Sample.delays("10m"), 1), definition("service", "model", service, 1));
        log(Sample.DELAYS).append(Sample.delay("UA", 9_995, 0, 1, 30L));
        try (OnlineStore store = store()) {
            store.start();
            assertThat(store.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
            assertThat(read(store, "UA")).isEqualTo("1 30.0");
            definitions.append(
                    retired("view", "delays", Sample.delays("10m"), 2), retired("service", "model", service, 2));
            await(() -> read(store, "UA").equals("no view"));
            assertThat(store.catalog().services()).isEmpty();
            assertThat(store.freshness()).isEmpty();
        }
        try (OnlineStore store = store()) {
            store.start();
            assertThat(store.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
            assertThat(store.catalog().views()).isEmpty();
            definitions.append(definition("view", "delays", Sample.delays("10m"), 3));
            await(() -> read(store, "UA").equals("1 30.0"));
        }
    }

    private static Map<String, Object> retired(String kind, String name, String json, long at) {
        Map<String, Object> row = definition(kind, name, json, at);
        row.put("live", false);
        return row;
    }

    @Test
    void definitionsThatCannotBeReadAreLeftOut() throws InterruptedException {
        Map<String, Object> untyped = definition("view", "untyped", Sample.delays("10m"), 1);
        untyped.put("features", "{\"flights\":\"long\"}");
        definitions()
                .append(
                        definition("view", "broken", "{}", 1),
                        definition("view", "worse", "not even JSON", 1),
                        untyped,
                        definition("service", "broken", "{\"service\":\"broken\",\"features\":[\"x\"]}", 1),
                        definition("entity", "carrier", "{\"carrier\":{\"join_keys\":{\"carrier\":\"string\"}}}", 1));
        try (OnlineStore store = store()) {
            store.start();
            assertThat(store.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
            assertThat(store.catalog().views()).isEmpty();
            assertThat(store.catalog().services()).isEmpty();
            assertThat(store.catalog().entities()).hasSize(1);
        }
    }

    @Test
    void otherTablesAreFollowedToo() throws InterruptedException {
        List<String> seen = new CopyOnWriteArrayList<>();
        DeltaFixture definitions = definitions();
        definitions.append(definition("contract", "flights", "{}", 1));
        try (OnlineStore store = store()) {
            store.follow("assay/definitions", new TableSink() {
                @Override
                public void restart() {}

                @Override
                public void rows(Iterator<TableRow> rows) {
                    rows.forEachRemaining(row -> seen.add(String.valueOf(row.string("name"))));
                }

                @Override
                public void commit(TableVersion version) {}
            });
            store.start();
            await(() -> seen.equals(List.of("flights")));
            await(() -> store.catalog().contracts().containsKey("flights"));
        }
    }

    @Test
    void aTableThatCannotBeReadIsReportedAndTheOthersGoOn() throws Exception {
        WindowView other =
                (WindowView) DefinitionReader.view(Sample.delays("10m").replace("\"delays\"", "\"others\""));
        definitions()
                .append(
                        definition("view", "delays", Sample.delays("10m"), 1),
                        definition("view", "others", other.json(), 1));
        DeltaFixture log = log(Sample.DELAYS);
        log.append(Sample.delay("UA", 9_995, 0, 1, 30L));
        DeltaFixture broken = log(other);
        try (OnlineStore store = store()) {
            store.start();
            assertThat(store.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
            broken.commit(List.of("{\"add\":{\"path\":\"gone.parquet\",\"partitionValues\":{\"day\":null},\"size\":1,"
                    + "\"modificationTime\":1,\"dataChange\":true}}"));
            await(() -> store.freshness().stream()
                    .anyMatch(view -> view.view().value().equals("others")
                            && view.problem().isPresent()));
            log.append(Sample.delay("UA", 9_996, 0, 2, 10L));
            await(() -> read(store, "UA").equals("2 20.0"));
        }
    }

    @Test
    void anErrorOfOneTableLeavesTheOthersFollowed() throws InterruptedException {
        definitions().append(definition("view", "delays", Sample.delays("10m"), 1));
        DeltaFixture log = log(Sample.DELAYS);
        log.append(Sample.delay("UA", 9_995, 0, 1, 30L));
        AtomicInteger tries = new AtomicInteger();
        try (OnlineStore store = store()) {
            store.follow("assay/definitions", new TableSink() {
                @Override
                public void restart() {}

                @Override
                public void rows(Iterator<TableRow> rows) {
                    if (tries.incrementAndGet() < 3) {
                        throw new OutOfMemoryError("thrown by the test");
                    }
                }

                @Override
                public void commit(TableVersion version) {}
            });
            store.start();
            await(() -> tries.get() > 0);
            await(() -> read(store, "UA").equals("1 30.0"));
            log.append(Sample.delay("UA", 9_996, 0, 2, 10L));
            await(() -> read(store, "UA").equals("2 20.0"));
            assertThat(store.awaitCaughtUp(Duration.ofSeconds(60))).isTrue();
            assertThat(tries).hasValueGreaterThanOrEqualTo(3);
            assertThat(store.problem()).isEmpty();
        }
    }

    @Test
    void anErrorOfARoundIsReportedAndTheNextRoundGoesOn() throws InterruptedException {
        definitions().append(definition("view", "delays", Sample.delays("10m"), 1));
        log(Sample.DELAYS).append(Sample.delay("UA", 9_995, 0, 1, 30L));
        FailingStore failing = new FailingStore();
        OnlineStoreSettings settings = new OnlineStoreSettings(
                folder.resolve("warehouse").toString(), folder.resolve("store"), Duration.ofMillis(50));
        try (OnlineStore store = OnlineStore.over(failing, settings, clock)) {
            store.start();
            await(() -> store.problem().isPresent());
            assertThat(store.problem())
                    .hasValue("the follower's last round failed: java.lang.OutOfMemoryError: thrown by the test");
            assertThat(store.alive()).isTrue();
            failing.broken = false;
            await(() -> store.problem().isEmpty());
            await(() -> read(store, "UA").equals("1 30.0"));
        }
    }

    /** A store in memory that cannot list its tables while it is broken. */
    private static final class FailingStore implements KeyStore {
        private final KeyStore store = new HeapStore();
        private volatile boolean broken = true;

        @Override
        public Set<String> tables() {
            if (broken) {
                throw new OutOfMemoryError("thrown by the test");
            }
            return store.tables();
        }

        @Override
        public byte @Nullable [] read(String table, byte[] key) {
            return store.read(table, key);
        }

        @Override
        public Transaction begin(String table) {
            return store.begin(table);
        }

        @Override
        public void drop(String table) {
            store.drop(table);
        }

        @Override
        public void forEach(String table, BiConsumer<byte[], byte[]> action) {
            store.forEach(table, action);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
