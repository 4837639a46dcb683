package io.assay.validation.novelty;

import io.assay.validation.metric.KeyedMeasures;
import io.assay.validation.metric.KeyedMeasures.Cell;
import io.assay.validation.novelty.Series.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shares and means of the columns for the rows of one key, such as one airport. */
final class KeyMeasures {
    private static final double SOME = 0.001;

    private KeyMeasures() {}

    static List<Series> of(List<BatchSummary> batches) {
        List<Series> series = new ArrayList<>();
        BatchSummary newest = batches.get(batches.size() - 1);
        newest.keyed()
                .forEach((keyColumn, measures) -> measures.cells()
                        .forEach((key, columns) -> columns.keySet().forEach(column -> {
                            if (!column.equals(keyColumn)) {
                                add(series, batches, keyColumn, key, column);
                            }
                        })));
        return series;
    }

    private static void add(
            List<Series> series, List<BatchSummary> batches, String keyColumn, String key, String column) {
        String detail = "where %s is '%s'".formatted(keyColumn, key);
        Series nulls = new Series(column, Aspect.NULLS_BY_KEY, detail, Kind.COUNT, batches.size());
        Series zeros = new Series(column, Aspect.ZEROS_BY_KEY, detail, Kind.COUNT, batches.size());
        Series means = new Series(column, Aspect.MEAN_BY_KEY, detail, Kind.MEAN, batches.size());
        long rows = 0;
        long missing = 0;
        long values = 0;
        long zero = 0;
        for (int i = 0; i < batches.size(); i++) {
            Optional<Cell> found = Optional.ofNullable(batches.get(i).keyed().get(keyColumn))
                    .map(KeyedMeasures::cells)
                    .map(cells -> cells.get(key))
                    .map(cells -> cells.get(column));
            if (found.isPresent()) {
                Cell cell = found.get();
                nulls.count(i, cell.rows() - cell.present(), cell.rows());
                zeros.count(i, cell.zeros(), cell.moments().count());
                means.mean(
                        i,
                        cell.moments().mean(),
                        cell.moments().count(),
                        cell.moments().squares());
                rows += cell.rows();
                missing += cell.rows() - cell.present();
                values += cell.moments().count();
                zero += cell.zeros();
            }
        }
        if (some(missing, rows)) {
            series.add(nulls);
        }
        if (some(zero, values)) {
            series.add(zeros);
        }
        if (means.within() > 0) {
            series.add(means);
        }
    }

    private static boolean some(long matching, long all) {
        return matching > SOME * all && matching < (1 - SOME) * all;
    }
}
