package io.assay.online.view;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import io.assay.aggregation.latest.LatestPlan;
import io.assay.aggregation.latest.LatestRow;
import io.assay.aggregation.latest.LatestValue;
import io.assay.aggregation.state.ValueType;
import io.assay.aggregation.time.Micros;
import io.assay.aggregation.value.FeatureStatus;
import io.assay.aggregation.value.FeatureValue;
import io.assay.aggregation.value.RowKind;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.FeatureType.Shape;
import io.assay.definition.feature.LatestView;
import io.assay.online.codec.FeastJson;
import io.assay.online.table.TableRow;
import io.assay.warehouse.feature.FeatureLogColumns;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Latest views: a key's newest row, those not yet due, and older ones that a row not yet due may bring back. */
final class LatestFormat implements ViewFormat {
    private final LatestView view;
    private final LatestPlan plan;
    private final List<FeatureType> types;

    LatestFormat(LatestView view, Map<String, FeatureType> types) {
        this.view = view;
        this.plan = LatestPlan.of(view, types);
        this.types = view.features().stream().map(types::get).toList();
    }

    @Override
    public byte @Nullable [] row(TableRow row, RunNames runs, long watermark) {
        RowKind kind = RowKind.parse(String.valueOf(row.string(FeatureLogColumns.KIND)));
        Long eventTime = row.integer(FeatureLogColumns.EVENT_TIME);
        if (eventTime == null && kind != RowKind.ERASE) {
            return null;
        }
        Long known = row.integer(FeatureLogColumns.KNOWN);
        Long sequence = row.integer(FeatureLogColumns.SEQUENCE);
        Long position = row.integer(FeatureLogColumns.POSITION);
        byte[] @Nullable [] values = new byte[types.size()][];
        for (int i = 0; i < values.length; i++) {
            Object value = row.value(view.features().get(i));
            values[i] = value == null ? null : FeastJson.of(typed(value, types.get(i)), types.get(i));
        }
        long at = eventTime == null ? LatestRow.EVERY_TIME : eventTime;
        return StoredLatestRow.write(
                kind,
                at,
                known == null ? at : known,
                sequence == null ? 0 : sequence,
                position == null ? 0 : position,
                WindowFormat.numbers(row.strings(FeatureLogColumns.RUNS), runs),
                values);
    }

    private static @Nullable Object typed(Object value, FeatureType type) {
        return type.shape() == Shape.LIST
                ? value
                : FeatureValue.cast(value, ValueType.of(type.scalar()).longMeaning(), type);
    }

    private List<StoredLatestRow> read(byte[] rows) {
        List<StoredLatestRow> list = new ArrayList<>();
        ByteReader in = new ByteReader(rows);
        while (in.hasMore()) {
            list.add(StoredLatestRow.read(in, rows, types.size()));
        }
        return list;
    }

    @Override
    public byte[] fold(byte[] stored, List<byte[]> more, long watermark) {
        List<StoredLatestRow> rows = read(stored);
        more.forEach(row -> rows.addAll(read(row)));
        Optional<StoredLatestRow> erase =
                rows.stream().filter(LatestRow::erasesKey).max(Comparator.comparingLong(LatestRow::sequence));
        long erased = erase.map(StoredLatestRow::sequence).orElse(Long.MIN_VALUE);
        rows.removeIf(row -> row.erasesKey() || row.sequence() <= erased);
        List<StoredLatestRow> kept = needed(rows, watermark);
        erase.ifPresent(kept::add);
        ByteWriter out = new ByteWriter(stored.length + 256);
        kept.forEach(row -> row.copyTo(out));
        return out.bytes();
    }

    /**
     * The rows not due at {@code watermark}, and of the others the newest, back to the first that nothing can remove.
     */
    private static List<StoredLatestRow> needed(List<StoredLatestRow> rows, long watermark) {
        List<StoredLatestRow> kept = new ArrayList<>();
        List<StoredLatestRow> due = new ArrayList<>();
        rows.forEach(row -> (row.due() > watermark ? kept : due).add(row));
        int waiting = kept.size();
        for (Map.Entry<Long, List<StoredLatestRow>> event :
                LatestPlan.needed(due).entrySet()) {
            kept.addAll(event.getValue());
            boolean stays = kept.subList(0, waiting).stream()
                    .noneMatch(next -> next.kind() == RowKind.ERASE && next.eventTime() == event.getKey());
            if (stays && event.getValue().stream().anyMatch(row -> row.kind() != RowKind.ERASE)) {
                break;
            }
        }
        return kept;
    }

    @Override
    public boolean takesBack(TableRow row) {
        return RowKind.ERASE.word().equals(row.string(FeatureLogColumns.KIND))
                && row.integer(FeatureLogColumns.EVENT_TIME) != null;
    }

    @Override
    public ViewRow evaluate(byte[] rows, long now) {
        LatestValue<StoredLatestRow> latest = plan.at(read(rows), now);
        Optional<StoredLatestRow> usable = latest.usable();
        byte[] time = usable.map(row -> FeastJson.instant(row.eventTime())).orElse(ViewRow.NO_TIME);
        byte[][] json = new byte[types.size()][];
        byte[][] times = new byte[json.length][];
        FeatureStatus[] statuses = new FeatureStatus[json.length];
        for (int i = 0; i < json.length; i++) {
            byte[] value = usable.isPresent() ? usable.get().json(i) : null;
            json[i] = value == null ? FeastJson.of(plan.value(i, null), types.get(i)) : value;
            boolean nothing = Arrays.equals(json[i], ViewRow.NULL);
            statuses[i] = latest.status(nothing ? null : json[i]);
            times[i] = time;
        }
        return new ViewRow(json, statuses, times, now, latest.validUntil());
    }

    @Override
    public ViewRow nullKey() {
        byte[][] json = new byte[types.size()][];
        for (int i = 0; i < json.length; i++) {
            json[i] = FeastJson.of(plan.value(i, null), types.get(i));
        }
        return ViewRow.defaults(json);
    }

    @Override
    public List<Provenance> provenance(ViewRow values, byte[] rows, long now, RunNames runs, long version) {
        Optional<StoredLatestRow> row = plan.at(read(rows), now).row();
        List<Provenance> all = new ArrayList<>();
        for (int i = 0; i < values.features(); i++) {
            all.add(new Provenance(
                    view.name(),
                    view.version(),
                    view.features().get(i),
                    values.text(i),
                    values.status(i),
                    row.map(r -> Micros.instant(r.eventTime())),
                    Optional.empty(),
                    version,
                    row.map(r -> List.of(r.sequence())).orElse(List.of()),
                    row.map(r -> IntStream.of(r.runs()).mapToObj(runs::name).toList())
                            .orElse(List.of())));
        }
        return all;
    }

    /** Rows of any age may be a key's newest. */
    @Override
    public Optional<LocalDate> sinceDay(long watermark) {
        return Optional.empty();
    }
}
