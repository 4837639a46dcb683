package io.assay.validation.novelty;

import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.Histogram;
import io.assay.validation.metric.TextShape;
import io.assay.validation.novelty.Series.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All measures of a list of batches, the one in question the last. */
final class Measures {
    /** Share of the batches that must have a measure for it to count. */
    private static final double ENOUGH = 0.8;

    /** A sketch of distinct values is off by about so much. */
    private static final double SKETCH_ERROR = 0.046;

    private final List<BatchSummary> batches;
    private final List<Series> all = new ArrayList<>();

    private Measures(List<BatchSummary> batches) {
        this.batches = batches;
    }

    static List<Series> of(UsualBatches history, BatchSummary batch) {
        List<BatchSummary> batches = history.and(batch);
        Measures measures = new Measures(batches);
        measures.rows();
        measures.add(Duplicates.of(batches));
        batch.columns().forEach((column, newest) -> {
            measures.counts(column);
            measures.distinct(column);
            if (newest.kind() == Distribution.Kind.NUMBER) {
                measures.numbers(column, newest);
            }
            if (newest.kind() == Distribution.Kind.TEXT) {
                measures.texts(column);
            }
            measures.cycle(column, newest);
            measures.addAll(CategoryMeasures.of(column, history, batch));
        });
        measures.addAll(KeyMeasures.of(batches));
        return measures.all;
    }

    private Optional<Distribution> at(int batch, String column) {
        return Optional.ofNullable(batches.get(batch).columns().get(column));
    }

    private interface Reading {
        void into(Series series, int batch, Distribution distribution);
    }

    private void addAll(List<Series> series) {
        series.forEach(this::add);
    }

    private void add(Series series) {
        if (isEnough(series)) {
            all.add(series);
        }
    }

    static boolean isEnough(Series series) {
        return series.has(series.batches() - 1) && series.size() >= ENOUGH * series.batches();
    }

    private Series series(String column, Aspect aspect, String detail, Kind kind, Reading reading) {
        Series series = new Series(column, aspect, detail, kind, batches.size());
        for (int i = 0; i < batches.size(); i++) {
            int batch = i;
            at(i, column).ifPresent(distribution -> reading.into(series, batch, distribution));
        }
        return series;
    }

    private void rows() {
        Series rows = new Series("", Aspect.ROWS, "", Kind.NUMBER, batches.size());
        for (int i = 0; i < batches.size(); i++) {
            double count = Math.max(1, batches.get(i).rows());
            rows.number(i, Math.log(count), 1 / count);
        }
        add(rows);
    }

    private void counts(String column) {
        add(series(
                column,
                Aspect.NULLS,
                "",
                Kind.COUNT,
                (series, batch, values) -> series.count(batch, values.rows() - values.present(), values.rows())));
    }

    private void distinct(String column) {
        Series log = new Series(column, Aspect.DISTINCT, "", Kind.NUMBER, batches.size());
        Series share = new Series(column, Aspect.UNIQUE, "", Kind.NUMBER, batches.size());
        double unique = 0;
        for (int i = 0; i < batches.size(); i++) {
            double distinct = batches.get(i).distinctOf(column).orElse(Double.NaN);
            long present = at(i, column).map(Distribution::present).orElse(0L);
            if (present > 0 && !Double.isNaN(distinct)) {
                double chance = Math.max(1, 0.5 * Math.sqrt(distinct)) / (distinct + 1);
                log.number(i, Math.log(1 + distinct), chance * chance + SKETCH_ERROR * SKETCH_ERROR);
                share.number(i, Math.min(1, distinct / present), SKETCH_ERROR * SKETCH_ERROR);
                unique += Math.min(1, distinct / present);
            }
        }
        add(unique > 0.5 * batches.size() ? share : log); // of a key the rows say how many there are
    }

    private void numbers(String column, Distribution newest) {
        add(series(
                column,
                Aspect.NANS,
                "",
                Kind.COUNT,
                (series, batch, values) -> series.count(batch, values.nans(), values.present())));
        add(series(
                column,
                Aspect.ZEROS,
                "",
                Kind.COUNT,
                (series, batch, values) -> series.count(batch, values.zeros(), values.present())));
        Series means = series(
                column,
                Aspect.MEAN,
                "",
                Kind.MEAN,
                (series, batch, values) -> series.mean(
                        batch,
                        values.moments().mean(),
                        values.moments().count(),
                        values.moments().squares()));
        if (means.within() > 0) { // else each batch has one value, and its share says more
            add(means);
        }
        newest.histogram().ifPresent(histogram -> histogram(column, histogram));
    }

    private void histogram(String column, Histogram newest) {
        List<Series> bins = new ArrayList<>();
        List<Series> sums = new ArrayList<>();
        for (int bin = 0; bin < newest.bins(); bin++) {
            int upTo = bin;
            bins.add(series(
                    column,
                    Aspect.BIN,
                    range(newest, bin),
                    Kind.COUNT,
                    (series, batch, values) -> values.histogram()
                            .filter(newest::mergesWith)
                            .ifPresent(own -> series.count(batch, own.count(upTo), own.total()))));
            if (bin < newest.bins() - 1) {
                sums.add(series(
                        column,
                        Aspect.BELOW,
                        number(newest.upper(bin)),
                        Kind.COUNT,
                        (series, batch, values) -> values.histogram()
                                .filter(newest::mergesWith)
                                .ifPresent(own -> series.count(batch, below(own, upTo), own.total()))));
            }
        }
        Distance.of(column, Aspect.VALUES, bins).ifPresent(this::add);
        if (!bins.isEmpty()) {
            sums.forEach(sum -> sum.dispersion(bins.get(0).dispersion()));
        }
        addAll(bins);
        addAll(sums);
    }

    private static long below(Histogram histogram, int bin) {
        long below = 0;
        for (int i = 0; i <= bin; i++) {
            below += histogram.count(i);
        }
        return below;
    }

    private static String range(Histogram histogram, int bin) {
        if (bin == 0) {
            return "up to " + number(histogram.upper(0));
        }
        return bin == histogram.bins() - 1
                ? "above " + number(histogram.upper(bin - 1))
                : "above %s up to %s".formatted(number(histogram.upper(bin - 1)), number(histogram.upper(bin)));
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private void texts(String column) {
        add(series(
                column,
                Aspect.LENGTH,
                "",
                Kind.MEAN,
                (series, batch, values) -> values.shape()
                        .ifPresent(shape -> series.mean(
                                batch,
                                shape.length().mean(),
                                shape.length().count(),
                                shape.length().squares()))));
        for (TextShape.Mark mark : TextShape.Mark.values()) {
            add(series(
                    column,
                    Aspect.PATTERN,
                    mark.words(),
                    Kind.COUNT,
                    (series, batch, values) -> values.shape()
                            .ifPresent(shape -> series.count(batch, shape.count(mark), values.present()))));
        }
    }

    private void cycle(String column, Distribution newest) {
        if (newest.kind() != Distribution.Kind.TIME) {
            return;
        }
        Series[] parts = new Series[newest.cycle().size()];
        for (int part = 0; part < parts.length; part++) {
            int place = part;
            parts[part] = series(column, Aspect.HOURS, "", Kind.COUNT, (series, batch, values) -> {
                if (values.cycle().size() == parts.length) {
                    series.count(batch, values.cycle().get(place), values.present());
                }
            });
        }
        Distance.of(column, Aspect.HOURS, Arrays.asList(parts)).ifPresent(this::add);
    }
}
