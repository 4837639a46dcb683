package io.assay.validation.novelty;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.TextShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether each batch was measured exactly as one before it: then it most likely came twice. */
final class Duplicates {
    private Duplicates() {}

    static Series of(List<BatchSummary> batches) {
        double[] repeats = new double[batches.size()];
        Optional<BatchSummary> original = Optional.empty();
        Map<List<Object>, List<BatchSummary>> earlier = new HashMap<>();
        for (int i = 0; i < batches.size(); i++) {
            BatchSummary batch = batches.get(i);
            List<BatchSummary> alike = earlier.computeIfAbsent(fingerprint(batch), none -> new ArrayList<>());
            original =
                    alike.stream().filter(other -> haveSameValues(other, batch)).findFirst();
            repeats[i] = original.isPresent() ? 1 : 0;
            alike.add(batch);
        }
        String detail = original.map(BatchSummary::run).orElse("");
        Series series = new Series("", Aspect.DUPLICATE, detail, Series.Kind.NUMBER, batches.size());
        for (int i = 0; i < repeats.length; i++) {
            series.number(i, repeats[i], 0.01);
        }
        return series;
    }

    private static List<Object> fingerprint(BatchSummary batch) {
        List<Object> parts = new ArrayList<>(List.of(batch.rows(), batch.distinct()));
        batch.columns().forEach((column, values) -> {
            parts.add(column);
            parts.add(values.present());
            parts.add((float) values.moments().mean());
            parts.add(values.least());
            parts.add(values.greatest());
            parts.add(values.cycle());
            parts.add(values.shape().map(TextShape::marks).orElse(List.of()));
        });
        return parts;
    }

    /** Compares counts and sketches of values where both batches have them; not every batch has. */
    private static boolean haveSameValues(BatchSummary a, BatchSummary b) {
        return a.columns().keySet().stream().allMatch(column -> {
            Optional<Map<Long, Long>> counts = counts(a, column);
            Optional<Map<Long, Long>> others = counts(b, column);
            Optional<Integer> sketch = Optional.ofNullable(a.sketches().get(column));
            Optional<Integer> other = Optional.ofNullable(b.sketches().get(column));
            return (counts.isEmpty() || others.isEmpty() || counts.equals(others))
                    && (sketch.isEmpty() || other.isEmpty() || sketch.equals(other));
        });
    }

    private static Optional<Map<Long, Long>> counts(BatchSummary batch, String column) {
        return UsualBatches.counted(batch, column).map(CategoryCounts::counts);
    }
}
