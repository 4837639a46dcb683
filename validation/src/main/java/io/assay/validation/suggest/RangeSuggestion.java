package io.assay.validation.suggest;

import static io.assay.validation.suggest.Figures.count;

import io.assay.validation.profile.ColumnProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bounds that a quantity has by nature; the least and the greatest value of a sample are never suggested as bounds. */
final class RangeSuggestion {
    /** With fewer rows the share of zeros is no evidence. */
    private static final long ENOUGH = 1_000;

    private static final long ZEROS = 20;
    private static final double ZERO_SHARE = 0.005;

    private record NaturalRange(double least, double greatest, String what) {}

    private RangeSuggestion() {}

    static List<SuggestedRule> of(ColumnProfile column, ColumnWords words) {
        if (column.numbers().isEmpty()
                || column.numbers().get().minimum().isEmpty()
                || column.numbers().get().nans() > 0) {
            return List.of();
        }
        ColumnProfile.Numbers numbers = column.numbers().get();
        double least = numbers.minimum().getAsDouble();
        double greatest = numbers.maximum().orElse(least);
        Optional<NaturalRange> natural = bounds(words, least, greatest)
                .filter(bounds -> least >= bounds.least() && greatest <= bounds.greatest());
        List<SuggestedRule> rules = new ArrayList<>();
        if (natural.isPresent()) {
            NaturalRange bounds = natural.get();
            String seen = "%s, by its name; the %s values are from %s to %s"
                    .formatted(bounds.what(), count(column.present()), Figures.number(least), Figures.number(greatest));
            rules.add(SuggestedRule.option("minimum", Figures.number(bounds.least()), seen));
            rules.add(SuggestedRule.option("maximum", Figures.number(bounds.greatest()), seen));
        } else if (least >= 0 && words.isNeverNegative()) {
            rules.add(SuggestedRule.option(
                    "minimum",
                    "0",
                    "never negative, by its name; the least of %s values is %s"
                            .formatted(count(column.present()), Figures.number(least))));
        } else if (least == 0
                && column.present() >= ENOUGH
                && numbers.zeros() >= Math.max(ZEROS, ZERO_SHARE * column.present())) {
            rules.add(SuggestedRule.option(
                    "minimum",
                    "0",
                    "%s of %s values are 0 and none is below: 0 is a natural bound"
                            .formatted(count(numbers.zeros()), count(column.present()))));
        }
        return List.copyOf(rules);
    }

    private static Optional<NaturalRange> bounds(ColumnWords words, double least, double greatest) {
        String last =
                words.words().isEmpty() ? "" : words.words().get(words.words().size() - 1);
        return Optional.ofNullable(
                switch (last) {
                    case "hour" -> words.has("time", "per") ? null : new NaturalRange(0, 23, "an hour of the day");
                    case "minute" -> words.has("per") ? null : new NaturalRange(0, 59, "a minute of an hour");
                    case "second" -> words.has("per") ? null : new NaturalRange(0, 59, "a second of a minute");
                    case "month" -> words.has("per") ? null : new NaturalRange(1, 12, "a month");
                    case "day" -> words.has("per") ? null : new NaturalRange(1, 31, "a day of the month");
                    case "quarter" -> new NaturalRange(1, 4, "a quarter of the year");
                    case "weekday", "dow", "dayofweek" -> new NaturalRange(0, 7, "a day of the week");
                    case "week" -> words.has("per") ? null : new NaturalRange(1, 53, "a week of the year");
                    case "doy", "dayofyear" -> new NaturalRange(1, 366, "a day of the year");
                    case "lat", "latitude" -> new NaturalRange(-90, 90, "a latitude in degrees");
                    case "lon", "lng", "long", "longitude" -> new NaturalRange(-180, 180, "a longitude in degrees");
                    case "humid", "humidity" -> greatest > 1 ? new NaturalRange(0, 100, "a humidity in percent") : null;
                    case "dir", "direction", "bearing", "heading", "azimuth" ->
                        greatest > 7 ? new NaturalRange(0, 360, "a direction in degrees") : null;
                    case "probability", "prob", "likelihood" -> new NaturalRange(0, 1, "a probability");
                    case "fraction", "proportion" -> new NaturalRange(0, 1, "a share of all");
                    case "percent", "pct", "percentage" ->
                        least >= 0
                                        && greatest > 1
                                        && words.has("complete", "completion", "battery", "cpu", "disk", "memory")
                                ? new NaturalRange(0, 100, "a percentage of all")
                                : null;
                    default -> null;
                });
    }
}
