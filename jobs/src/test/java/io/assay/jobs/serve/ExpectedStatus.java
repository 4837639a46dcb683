package io.assay.jobs.serve;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Which statuses a value may be served with, by what the datasets and the counts of the training set say. */
final class ExpectedStatus {
    private static final Duration WEATHER_TTL = Duration.ofHours(6);

    private final Map<String, NavigableSet<Instant>> weather;

    /** @param weather airports and the hours of which their weather is known */
    ExpectedStatus(List<Row> weather) {
        this.weather = weather.stream()
                .collect(Collectors.groupingBy(
                        row -> row.getString(0),
                        Collectors.mapping(
                                row -> row.getTimestamp(1).toInstant(), Collectors.toCollection(TreeSet::new))));
    }

    /** @param offline the features of the same key at the same instant */
    Set<String> of(String feature, RequestedKeys.Keys keys, Instant now, Row offline) {
        if (offline.getAs(feature) != null) {
            return Set.of("PRESENT");
        }
        if (feature.startsWith("airport_weather__")) {
            return Set.of(ofWeather(keys.airport(), now));
        }
        return switch (feature) {
            case "carrier_delays__spread_delay_7d" -> // of one value there is none
                Set.of(
                        Long.valueOf(1).equals(offline.getAs("carrier_delays__flights_7d"))
                                ? "NULL_VALUE"
                                : "NOT_FOUND");
            case "carrier_delays_leaky__mean_delay_1d" -> // of flights that never landed there is none
                Set.of(
                        offline.getAs("carrier_delays_leaky__flights_1d") == null
                                        || Long.valueOf(0).equals(offline.getAs("carrier_delays_leaky__flights_1d"))
                                ? "NOT_FOUND"
                                : "NULL_VALUE");
            case "carrier_delays_leaky__mean_delay_3h" -> Set.of("NOT_FOUND", "NULL_VALUE");
            default -> Set.of("NOT_FOUND"); // elsewhere only flights with a delay count: no value is not an event
        };
    }

    private String ofWeather(@Nullable String airport, Instant now) {
        NavigableSet<Instant> hours = airport == null ? null : weather.get(airport);
        Instant newest = hours == null ? null : hours.floor(now);
        if (newest == null) {
            return "NOT_FOUND";
        }
        return newest.isBefore(now.minus(WEATHER_TTL)) ? "OUTSIDE_MAX_AGE" : "NULL_VALUE";
    }
}
