package io.assay.online.view;

import io.assay.aggregation.time.Micros;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.feature.LatestView;
import io.assay.definition.feature.WindowView;
import io.assay.online.codec.KeyCodec;
import io.assay.online.store.KeyStore;
import io.assay.online.table.TableRow;
import io.assay.online.table.TableSink;
import io.assay.online.table.TableVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One version of a view, kept in the store: takes in its feature log, and answers reads. One thread writes, any number
 * read. Only what an instant up to an hour ago could see is kept, so a clock may go back by as much.
 */
public final class ViewTable implements OnlineView, TableSink {
    private static final long SLACK = Micros.of(Duration.ofHours(1));
    private static final byte[] NOTHING = {};
    private static final int SWEPT = 10_000;

    private final FeatureView view;
    private final Map<String, FeatureType> types;
    private final List<String> features;
    private final ViewFormat format;
    private final KeyCodec keys;
    private final KeyStore store;
    private final String name;
    private final RowCache cache;
    private final ViewRow nullKey;
    private final ViewRow unseen;
    private final Clock clock;
    private final RunNames runs = new RunNames();
    private @Nullable ViewWriter writer;
    private boolean careful;
    private long lastWatermark = Long.MIN_VALUE;
    private volatile @Nullable TableVersion version;
    private volatile @Nullable Instant applied;
    private volatile boolean caughtUp;
    private volatile @Nullable String problem;

    /** A view whose rows live in a table of the store named after it. */
    public ViewTable(FeatureView view, Map<String, FeatureType> types, KeyStore store, Clock clock, long cacheBytes) {
        this.view = view;
        this.types = Map.copyOf(types);
        this.features = view.features();
        this.format = view.match(new FeatureView.Cases<ViewFormat>() {
            @Override
            public ViewFormat window(WindowView window) {
                return new WindowFormat(window, types);
            }

            @Override
            public ViewFormat latest(LatestView latest) {
                return new LatestFormat(latest, types);
            }
        });
        this.keys = new KeyCodec(view.joinKeys());
        this.store = store;
        this.name = tableOf(view, types);
        this.cache = new RowCache(cacheBytes);
        this.nullKey = format.nullKey();
        this.unseen = format.evaluate(NOTHING, Long.MIN_VALUE / 2);
        this.clock = clock;
    }

    /** The store's table for a version of a view; values are kept in their types, so another type is another table. */
    static String tableOf(FeatureView view, Map<String, FeatureType> types) {
        StringBuilder words = new StringBuilder();
        view.features().forEach(feature -> {
            FeatureType type = types.get(feature);
            words.append(type == null ? "" : type.word()).append(' ');
        });
        return "view/%s/%s/%08x"
                .formatted(view.name(), view.version(), words.toString().hashCode());
    }

    /** The store's table that holds this view's rows. */
    public String storedAs() {
        return name;
    }

    /** The retention watermark: only what can be seen from here on needs to be kept; never goes back. */
    private long watermark() {
        lastWatermark = Math.max(lastWatermark, Micros.of(clock.instant()) - SLACK);
        return lastWatermark;
    }

    @Override
    public FeatureView definition() {
        return view;
    }

    @Override
    public Map<String, FeatureType> types() {
        return types;
    }

    @Override
    public int feature(String feature) {
        return features.indexOf(feature);
    }

    @Override
    public ViewRow read(@Nullable Object[] key, long now) {
        byte[] bytes = keys.encode(key);
        if (bytes == null) {
            return nullKey;
        }
        KeyBytes place = new KeyBytes(bytes);
        ViewRow kept = cache.find(place);
        if (kept != null && kept.holds(now)) {
            return kept;
        }
        long commits = cache.commits();
        byte[] rows = store.read(name, ViewWriter.data(bytes));
        if (rows == null) {
            return unseen;
        }
        ViewRow row = format.evaluate(rows, now);
        cache.keep(place, row, commits);
        return row;
    }

    @Override
    public List<Provenance> provenance(@Nullable Object[] key, long now) {
        byte[] bytes = keys.encode(key);
        byte[] rows = bytes == null ? null : store.read(name, ViewWriter.data(bytes));
        TableVersion at = version;
        ViewRow values = bytes == null ? nullKey : format.evaluate(rows == null ? NOTHING : rows, now);
        return format.provenance(values, rows == null ? NOTHING : rows, now, runs, at == null ? -1 : at.number());
    }

    @Override
    public Freshness freshness() {
        TableVersion at = version;
        return new Freshness(
                view.name(),
                view.version(),
                at == null ? OptionalLong.empty() : OptionalLong.of(at.number()),
                Optional.ofNullable(at).map(TableVersion::committed),
                Optional.ofNullable(applied),
                caughtUp,
                Optional.ofNullable(problem));
    }

    /** What keeps the view from being followed at the moment; null for nothing. */
    public void problem(@Nullable String what) {
        problem = what;
    }

    /** The version that was current at start has been reached. */
    public void caughtUp() {
        caughtUp = true;
    }

    @Override
    public Optional<TableVersion> checkpoint() {
        Optional<StoredCheckpoint> stored = StoredCheckpoint.read(store, name);
        if (stored.isEmpty() || stored.get().watermark() > Micros.of(clock.instant())) {
            return Optional.empty();
        }
        stored.get().runs(runs);
        lastWatermark = stored.get().watermark();
        version = stored.get().version();
        applied = Instant.now();
        return Optional.of(stored.get().version());
    }

    @Override
    public void restart() {
        abandon();
        writer = new ViewWriter(store, name, format, watermark(), careful);
        writer.clear();
    }

    private ViewWriter writer() {
        if (writer == null) {
            writer = new ViewWriter(store, name, format, watermark(), false);
        }
        return writer;
    }

    @Override
    public void rows(Iterator<TableRow> rows) {
        writer().take(rows, keys, runs);
    }

    @Override
    public boolean wantsRestart() {
        careful = writer().missesTakenBack();
        return careful;
    }

    @Override
    public void commit(TableVersion next) {
        ViewWriter done = writer();
        done.commit(next, runs);
        writer = null;
        careful = false;
        version = next;
        applied = Instant.now();
        if (done.cleared()) {
            cache.clear();
        } else {
            cache.forget(done.changed());
        }
    }

    @Override
    public void abandon() {
        cache.clear(); // a commit that failed may have changed any row
        if (writer != null) {
            writer.close();
            writer = null;
        }
    }

    /**
     * Leaves out what time has made useless, of some ten thousand keys at once; rows of keys that no commit touches
     * would stay for good.
     */
    public void sweep() {
        TableVersion at = version;
        if (at == null || writer != null) {
            return;
        }
        long watermark = watermark();
        Map<KeyBytes, byte[]> shorter = new LinkedHashMap<>();
        store.forEach(name, (key, rows) -> {
            if (ViewWriter.isData(key) && shorter.size() < SWEPT) {
                byte[] kept = format.fold(rows, List.of(), watermark);
                if (kept.length < rows.length) {
                    shorter.put(new KeyBytes(key), kept);
                }
            }
        });
        if (!shorter.isEmpty()) {
            ViewWriter.rewrite(store, name, shorter, new StoredCheckpoint(at, watermark, runs.bytes()));
        }
    }

    @Override
    public Optional<LocalDate> sinceDay() {
        return format.sinceDay(watermark());
    }
}
