package io.assay.online.view;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import io.assay.aggregation.time.Micros;
import io.assay.aggregation.time.Tiles;
import io.assay.aggregation.value.FeatureStatus;
import io.assay.aggregation.value.FeatureValue;
import io.assay.aggregation.value.RowKind;
import io.assay.aggregation.window.StateColumn;
import io.assay.aggregation.window.WindowPlan;
import io.assay.aggregation.window.WindowRow;
import io.assay.aggregation.window.WindowValues;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.feature.WindowView;
import io.assay.online.codec.FeastJson;
import io.assay.online.table.TableRow;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Window views: a key's rows, those of one tile and sequence merged once they have long been known. */
final class WindowFormat implements ViewFormat {
    private final WindowView view;
    private final WindowPlan plan;
    private final List<FeatureType> types;
    private final int columns;

    WindowFormat(WindowView view, Map<String, FeatureType> types) {
        this.view = view;
        this.plan = WindowPlan.of(view, types);
        this.types = view.features().stream().map(types::get).toList();
        this.columns = plan.columns().size();
    }

    @Override
    public byte @Nullable [] row(TableRow row, RunNames runs, long watermark) {
        RowKind kind = RowKind.parse(String.valueOf(row.string(FeatureLogColumns.KIND)));
        Long tile = row.integer(FeatureLogColumns.TILE);
        Long known = row.integer(FeatureLogColumns.KNOWN);
        boolean erasesKey = tile == null && kind == RowKind.ERASE;
        if (!erasesKey && (tile == null || known == null || tile < plan.horizon(watermark))) {
            return null;
        }
        Long sequence = row.integer(FeatureLogColumns.SEQUENCE);
        byte[] @Nullable [] states = new byte[columns][];
        for (int i = 0; i < columns; i++) {
            StateColumn column = plan.columns().get(i);
            states[i] = row.bytes(column.name());
        }
        return StoredWindowRow.write(
                kind,
                tile == null ? WindowRow.EVERY_TIME : tile,
                known == null ? 0 : known,
                sequence == null ? 0 : sequence,
                numbers(row.strings(FeatureLogColumns.RUNS), runs),
                states);
    }

    static int[] numbers(@Nullable List<String> names, RunNames runs) {
        return names == null
                ? new int[0]
                : names.stream().mapToInt(runs::number).toArray();
    }

    private List<StoredWindowRow> read(byte[] rows) {
        List<StoredWindowRow> list = new ArrayList<>();
        ByteReader in = new ByteReader(rows);
        while (in.hasMore()) {
            list.add(StoredWindowRow.read(in, rows, columns));
        }
        return list;
    }

    @Override
    public byte[] fold(byte[] stored, List<byte[]> more, long watermark) {
        List<StoredWindowRow> rows = read(stored);
        more.forEach(row -> rows.addAll(read(row)));
        Optional<StoredWindowRow> erase =
                rows.stream().filter(WindowRow::erasesKey).max(Comparator.comparingLong(WindowRow::sequence));
        long erased = erase.map(StoredWindowRow::sequence).orElse(Long.MIN_VALUE);
        long horizon = watermark == Long.MIN_VALUE ? Long.MIN_VALUE : plan.horizon(watermark);
        rows.removeIf(row -> row.tile() < horizon || row.erasesKey() || row.sequence() <= erased);
        List<StoredWindowRow> kept = merged(rows, watermark);
        kept.sort(Comparator.comparingLong(WindowRow::tile));
        erase.ifPresent(kept::add);
        ByteWriter out = new ByteWriter(stored.length + 256);
        kept.forEach(row -> row.copyTo(out));
        return out.bytes();
    }

    private static List<StoredWindowRow> merged(List<StoredWindowRow> rows, long watermark) {
        record Place(long tile, long sequence) {}
        Map<Place, StoredWindowRow> adds = new HashMap<>();
        List<StoredWindowRow> kept = new ArrayList<>();
        for (StoredWindowRow row : rows) {
            if (row.kind() == RowKind.ADD && row.known() <= watermark) {
                adds.merge(new Place(row.tile(), row.sequence()), row, StoredWindowRow::with);
            } else {
                kept.add(row);
            }
        }
        kept.addAll(adds.values());
        return kept;
    }

    @Override
    public boolean takesBack(TableRow row) {
        return false;
    }

    @Override
    public ViewRow evaluate(byte[] rows, long now) {
        WindowValues values = plan.evaluation().at(read(rows), now);
        byte[][] json = new byte[values.size()][];
        byte[][] times = new byte[values.size()][];
        FeatureStatus[] statuses = new FeatureStatus[values.size()];
        byte[] newest = null;
        for (int i = 0; i < json.length; i++) {
            json[i] = FeastJson.of(values.value(i), types.get(i));
            boolean nothing = Arrays.equals(json[i], ViewRow.NULL);
            statuses[i] =
                    nothing && values.status(i) == FeatureStatus.PRESENT ? FeatureStatus.NULL_VALUE : values.status(i);
            OptionalLong tile = values.newestTile(i);
            if (tile.isPresent() && newest == null) {
                newest = FeastJson.instant(tile.getAsLong());
            }
            times[i] = tile.isPresent() && newest != null ? newest : ViewRow.NO_TIME;
        }
        return new ViewRow(json, statuses, times, now, values.validUntil());
    }

    @Override
    public ViewRow nullKey() {
        byte[][] json = new byte[types.size()][];
        for (int i = 0; i < json.length; i++) {
            FeatureType type = types.get(i);
            json[i] = view.window()
                    .get(i)
                    .fallback()
                    .map(text -> FeastJson.of(FeatureValue.parse(text, type), type))
                    .orElse(ViewRow.NULL);
        }
        return ViewRow.defaults(json);
    }

    @Override
    public List<Provenance> provenance(ViewRow values, byte[] rows, long now, RunNames runs, long version) {
        List<StoredWindowRow> keyRows = read(rows);
        List<Provenance> all = new ArrayList<>();
        for (int i = 0; i < values.features(); i++) {
            List<StoredWindowRow> parts = plan.evaluation().contributing(keyRows, now, i);
            all.add(new Provenance(
                    view.name(),
                    view.version(),
                    view.features().get(i),
                    values.text(i),
                    values.status(i),
                    Optional.empty(),
                    tiles(view.window().get(i), parts, now),
                    version,
                    parts.stream()
                            .map(StoredWindowRow::sequence)
                            .distinct()
                            .sorted()
                            .toList(),
                    parts.stream()
                            .flatMapToInt(part -> IntStream.of(part.runs()))
                            .mapToObj(runs::name)
                            .distinct()
                            .sorted()
                            .toList()));
        }
        return all;
    }

    private static Optional<Provenance.TileRange> tiles(WindowFeature feature, List<StoredWindowRow> parts, long now) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        long tail = Tiles.tail(now, Micros.of(feature.over()), Micros.of(feature.hop()));
        return Optional.of(new Provenance.TileRange(
                Micros.instant(tail),
                Micros.instant(parts.get(parts.size() - 1).tile()),
                Micros.instant(parts.get(0).tile())));
    }

    @Override
    public Optional<LocalDate> sinceDay(long watermark) {
        return Optional.of(
                Micros.instant(plan.horizon(watermark)).atZone(ZoneOffset.UTC).toLocalDate());
    }
}
