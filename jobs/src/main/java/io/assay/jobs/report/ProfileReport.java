package io.assay.jobs.report;

import io.assay.jobs.novelty.PublishedBatches;
import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.DistinctCount;
import io.assay.validation.metric.Distribution;
import io.assay.validation.metric.Histogram;
import io.assay.validation.metric.Moments;
import io.assay.validation.profile.ColumnProfile;
import io.assay.validation.profile.Profile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A profile as one HTML page: what a table has, then each column with its distribution and frequent values. */
public final class ProfileReport {
    private static final int VALUES = 10;
    private static final int LONGEST = 60;

    private ProfileReport() {}

    /**
     * The page.
     *
     * @param title what was profiled
     * @param notes what was seen on the way, a line each
     * @param published of a dataset, what was measured of the batches that are published
     */
    public static String of(String title, Profile profile, List<String> notes, PublishedBatches published) {
        StringBuilder body = new StringBuilder();
        body.append("<header><span class=\"pill\">profile</span><h1>%s</h1><p>%s rows · %s columns</p></header>%n"
                .formatted(
                        HtmlText.text(title),
                        HtmlText.count(profile.rows()),
                        HtmlText.count(profile.columns().size())));
        if (!notes.isEmpty()) {
            body.append("<ul>%s</ul>%n"
                    .formatted(notes.stream()
                            .map(note -> "<li>" + HtmlText.text(note))
                            .collect(Collectors.joining())));
        }
        body.append(
                "<table><thead><tr><th>column<th>type%s<th>frequent values</tr></thead>%n<tbody>%s</tbody></table>%n"
                        .formatted(
                                ColumnsTable.heads(),
                                profile.columns().stream()
                                        .map(ProfileReport::row)
                                        .collect(Collectors.joining())));
        body.append(TrendsSection.of(published));
        return HtmlPage.of("profile of " + title, body.toString());
    }

    private static String row(ColumnProfile column) {
        Optional<ColumnProfile.Numbers> numbers = column.numbers();
        double complete = column.completeness();
        DistinctCount distinct = new DistinctCount(column.distinct(), column.distinctExact());
        return "<tr><td>%s<td>%s<td class=\"n\">%s<td>%s<td class=\"n\">%s<td>%s<td class=\"n\">%s<td>%s<td class=\"n\">%s<td class=\"n\">%s<td class=\"n\">%s<td class=\"values\">%s</tr>%n"
                .formatted(
                        HtmlText.text(column.name()),
                        HtmlText.text(column.inferred() ? column.type() + ", of texts" : column.type()),
                        HtmlText.percent(complete),
                        HtmlText.bar(complete, complete < 1 ? "part" : "complete"),
                        column.isObject() ? "" : distinct.mark() + HtmlText.count(distinct.values()),
                        DistributionChart.of(distribution(column)),
                        HtmlText.text(column.least()),
                        numbers.map(ProfileReport::box).orElse(""),
                        HtmlText.text(column.greatest()),
                        numbers.map(n -> number(n.mean().orElse(Double.NaN))).orElse(""),
                        numbers.map(n -> number(n.deviation().orElse(Double.NaN)))
                                .orElse(""),
                        values(column));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : HtmlText.number(value);
    }

    private static String values(ColumnProfile column) {
        List<ColumnProfile.Value> some = column.values().stream()
                .filter(value -> column.distinctExact() || value.count() * 1000 > column.present())
                .limit(VALUES)
                .toList();
        if (some.isEmpty()) {
            return "";
        }
        long shown = some.stream().mapToLong(ColumnProfile.Value::count).sum();
        String text = some.stream()
                .map(value -> "%s %s".formatted(shortened(value.value()), HtmlText.count(value.count())))
                .collect(Collectors.joining(", "));
        long other = column.present() - shown;
        return HtmlText.text(other > 0 ? text + ", other " + HtmlText.count(other) : text);
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }

    /** What a chart is made of: between two of the quantiles there are equally many values. */
    private static Distribution distribution(ColumnProfile column) {
        Map<Long, Long> counts = new TreeMap<>();
        Map<Long, String> labels = new TreeMap<>();
        for (ColumnProfile.Value value : column.values()) {
            long place = labels.size();
            counts.put(place, value.count());
            labels.put(place, shortened(value.value()));
        }
        boolean all = column.distinctExact() && column.other() == 0;
        return new Distribution(
                column.numbers().isPresent() ? Distribution.Kind.NUMBER : Distribution.Kind.TEXT,
                column.rows(),
                column.present(),
                0,
                0,
                Moments.NONE,
                column.numbers()
                        .flatMap(n -> n.minimum().stream().boxed().findFirst())
                        .orElse(Double.NaN),
                column.numbers()
                        .flatMap(n -> n.maximum().stream().boxed().findFirst())
                        .orElse(Double.NaN),
                column.numbers().flatMap(n -> histogram(n, column.present())),
                all || column.numbers().isEmpty()
                        ? Optional.of(new CategoryCounts(counts, labels, false))
                        : Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static Optional<Histogram> histogram(ColumnProfile.Numbers numbers, long present) {
        TreeMap<Double, Long> steps = new TreeMap<>();
        numbers.ranks().stream().filter(Double::isFinite).forEach(value -> steps.merge(value, 1L, Long::sum));
        if (steps.size() < 3) {
            return Optional.empty();
        }
        double[] edges =
                steps.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        long[] bins = new long[edges.length + 1];
        int bin = 0;
        for (long equal : steps.values()) {
            bins[bin++] = equal * present / Math.max(1, numbers.ranks().size());
        }
        return Optional.of(Histogram.of(edges, bins));
    }

    /** A thin line from 5 % to 95 %, a thick one between the quartiles. */
    private static String box(ColumnProfile.Numbers numbers) {
        double least = numbers.minimum().orElse(Double.NaN);
        double width = numbers.maximum().orElse(Double.NaN) - least;
        if (!(width > 0) || !Double.isFinite(width) || numbers.quantiles().size() < 5) {
            return "";
        }
        double[] at = numbers.quantiles().values().stream()
                .mapToDouble(value -> (value - least) / width * 200)
                .toArray();
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 200 12\"><line class=\"all\" x1=\"0\" x2=\"200\" y1=\"6\" y2=\"6\"/>"
                        + "<line class=\"most\" x1=\"%.1f\" x2=\"%.1f\" y1=\"6\" y2=\"6\"/>"
                        + "<rect x=\"%.1f\" width=\"%.1f\" y=\"2\" height=\"8\"/>"
                        + "<line class=\"median\" x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"12\"/></svg>",
                at[0],
                at[4],
                at[1],
                Math.max(1, at[3] - at[1]),
                at[2],
                at[2]);
    }
}
