package io.assay.validation.suggest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of a column's name, and what they say about its values. */
record ColumnWords(List<String> words) {
    private static final Set<String> CALENDAR = Set.of(
            "year",
            "yr",
            "month",
            "mon",
            "day",
            "hour",
            "minute",
            "second",
            "week",
            "weekday",
            "quarter",
            "dow",
            "doy",
            "dom",
            "dayofweek",
            "dayofyear");
    private static final Set<String> IDENTITY = Set.of(
            "id",
            "ids",
            "uuid",
            "guid",
            "key",
            "code",
            "sku",
            "isbn",
            "iban",
            "ean",
            "vin",
            "number",
            "no",
            "nr",
            "num",
            "serial",
            "ref",
            "reference",
            "identifier",
            "pk",
            "ident",
            "login",
            "username",
            "slug");
    private static final Set<String> MEASURE = Set.of(
            "delay",
            "time",
            "duration",
            "elapsed",
            "amount",
            "total",
            "sum",
            "count",
            "cnt",
            "qty",
            "quantity",
            "price",
            "cost",
            "fare",
            "tip",
            "fee",
            "tax",
            "distance",
            "dist",
            "length",
            "width",
            "height",
            "depth",
            "weight",
            "size",
            "score",
            "rate",
            "ratio",
            "percent",
            "pct",
            "age",
            "temp",
            "temperature",
            "speed",
            "balance",
            "avg",
            "mean",
            "min",
            "max",
            "lat",
            "lon",
            "lng",
            "latitude",
            "longitude",
            "value",
            "minutes",
            "seconds",
            "hours",
            "days",
            "rank",
            "level",
            "volume",
            "area",
            "alt",
            "altitude",
            "pressure",
            "humidity",
            "population",
            "salary",
            "income",
            "stock",
            "discount");
    private static final Set<String> NOT_NEGATIVE = Set.of(
            "distance",
            "dist",
            "count",
            "cnt",
            "qty",
            "quantity",
            "length",
            "width",
            "weight",
            "size",
            "duration",
            "elapsed",
            "age",
            "speed",
            "population",
            "seats",
            "engines",
            "bytes",
            "pages",
            "visits",
            "clicks",
            "views",
            "passengers",
            "rooms",
            "area",
            "volume",
            "price",
            "precip",
            "rainfall",
            "visib",
            "visibility");
    /** Quantities that come with and without a fraction. */
    private static final Set<String> CONTINUOUS = Set.of(
            "price",
            "cost",
            "fare",
            "tip",
            "fee",
            "tax",
            "amount",
            "total",
            "sum",
            "weight",
            "rate",
            "ratio",
            "percent",
            "pct",
            "temp",
            "temperature",
            "avg",
            "mean",
            "score",
            "balance",
            "lat",
            "lon",
            "lng",
            "latitude",
            "longitude",
            "salary",
            "income",
            "discount",
            "speed",
            "pressure",
            "humidity",
            "area",
            "volume",
            "value");

    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("ms", "milliseconds"),
            Map.entry("millis", "milliseconds"),
            Map.entry("us", "microseconds"),
            Map.entry("ns", "nanoseconds"),
            Map.entry("sec", "seconds"),
            Map.entry("secs", "seconds"),
            Map.entry("seconds", "seconds"),
            Map.entry("minutes", "minutes"),
            Map.entry("mins", "minutes"),
            Map.entry("hours", "hours"),
            Map.entry("hrs", "hours"),
            Map.entry("days", "days"),
            Map.entry("kg", "kilograms"),
            Map.entry("lb", "pounds"),
            Map.entry("lbs", "pounds"),
            Map.entry("km", "kilometres"),
            Map.entry("cm", "centimetres"),
            Map.entry("mm", "millimetres"),
            Map.entry("miles", "miles"),
            Map.entry("ft", "feet"),
            Map.entry("mph", "miles an hour"),
            Map.entry("kmh", "kilometres an hour"),
            Map.entry("kph", "kilometres an hour"),
            Map.entry("hpa", "hectopascals"),
            Map.entry("celsius", "degrees Celsius"),
            Map.entry("fahrenheit", "degrees Fahrenheit"),
            Map.entry("kwh", "kilowatt hours"),
            Map.entry("usd", "US dollars"),
            Map.entry("eur", "euros"),
            Map.entry("gbp", "pounds sterling"),
            Map.entry("cents", "cents"),
            Map.entry("pct", "percent"),
            Map.entry("percent", "percent"),
            Map.entry("bytes", "bytes"),
            Map.entry("kb", "kilobytes"),
            Map.entry("mb", "megabytes"),
            Map.entry("gb", "gigabytes"));

    ColumnWords {
        words = List.copyOf(words);
    }

    /** Split at what is no letter or digit, and where a capital letter begins a word. */
    static ColumnWords of(String name) {
        String split = name.replaceAll("([\\p{Ll}\\p{Nd}])(\\p{Lu})", "$1 $2").toLowerCase(Locale.ROOT);
        Set<String> words = new LinkedHashSet<>();
        for (String word : split.split("[^\\p{L}\\p{Nd}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return new ColumnWords(List.copyOf(words));
    }

    boolean has(String... some) {
        return Set.of(some).stream().anyMatch(words::contains);
    }

    /** The name itself, if it is one word. */
    Optional<String> only() {
        return words.size() == 1 ? Optional.of(words.get(0)) : Optional.empty();
    }

    /** A part of a date or a time of day, whose values repeat. */
    boolean isCalendar() {
        return !words.isEmpty() && CALENDAR.contains(words.get(words.size() - 1));
    }

    boolean isIdentity() {
        return words.stream().anyMatch(IDENTITY::contains) && !isMeasure();
    }

    boolean isMeasure() {
        return words.stream().anyMatch(MEASURE::contains);
    }

    boolean isContinuous() {
        return words.stream().anyMatch(CONTINUOUS::contains);
    }

    boolean isNeverNegative() {
        return words.stream().anyMatch(NOT_NEGATIVE::contains);
    }

    /** The unit that its last word names. */
    Optional<String> unit() {
        return words.size() < 2 ? Optional.empty() : Optional.ofNullable(UNITS.get(words.get(words.size() - 1)));
    }
}
