package io.assay.jobs.explain;

import io.assay.definition.feature.FeatureView;
import io.assay.online.codec.KeyCodec;
import io.assay.online.table.TableRow;
import io.assay.online.table.TableSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the rows of one key in a feature log; two keys are the same here if they are the same to the service. */
final class KeyRows {
    private final KeyCodec codec;
    private final Map<String, Object> key;

    KeyRows(FeatureView view, Map<String, Object> key) {
        this.codec = new KeyCodec(view.joinKeys());
        this.key = key;
    }

    /** The key's rows, with these columns. */
    List<TableRow> of(Optional<TableSnapshot> log, Collection<String> columns) {
        byte[] wanted = bytes(key::get);
        List<String> read = new ArrayList<>(columns);
        read.addAll(codec.names());
        return log.map(table -> table.rows(read, key, row -> Arrays.equals(bytes(row::value), wanted)))
                .orElse(List.of());
    }

    private byte @Nullable [] bytes(Function<String, @Nullable Object> part) {
        return codec.encode(codec.names().stream().map(part).toArray());
    }
}
