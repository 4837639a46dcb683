package io.assay.jobs.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.jobs.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keys that both sides are queried for, in rows of all entities at once: as labels offline, as a request online. */
record RequestedKeys(List<RequestedKeys.Keys> rows) {
    static final String NEVER_SEEN = "??";

    RequestedKeys {
        rows = List.copyOf(rows);
    }

    /** One row: a carrier, an airport, and a route from one airport to another. */
    record Keys(
            @Nullable String carrier,
            @Nullable String airport,
            @Nullable String origin,
            @Nullable String dest) {

        /** Whether there are rows for all of it. */
        boolean seen() {
            return Stream.of(carrier, airport, origin, dest).allMatch(part -> part != null && !part.equals(NEVER_SEEN));
        }

        @Nullable String value(String key) {
            return switch (key) {
                case "carrier" -> carrier;
                case "airport" -> airport;
                case "origin" -> origin;
                case "dest" -> dest;
                default -> throw new IllegalArgumentException(key);
            };
        }
    }

    /** All carriers with all airports, beside all routes; of each some never seen, and some with a null in them. */
    static RequestedKeys of(List<String> carriers, List<String> airports, List<List<String>> routes) {
        List<List<@Nullable String>> pairs = new ArrayList<>();
        carriers.forEach(carrier -> airports.forEach(airport -> pairs.add(Arrays.asList(carrier, airport))));
        List<List<@Nullable String>> ways = new ArrayList<>(routes);
        for (List<List<@Nullable String>> keys : List.of(pairs, ways)) {
            @Nullable String first = keys.get(0).get(0);
            @Nullable String second = keys.get(0).get(1);
            keys.add(Arrays.asList(NEVER_SEEN, second));
            keys.add(Arrays.asList(first, NEVER_SEEN));
            keys.add(Arrays.asList(null, second));
            keys.add(Arrays.asList(first, null));
        }
        List<Keys> rows = new ArrayList<>();
        for (int i = 0; i < Math.max(pairs.size(), ways.size()); i++) {
            List<@Nullable String> pair = pairs.get(i % pairs.size());
            List<@Nullable String> way = ways.get(i % ways.size());
            rows.add(new Keys(pair.get(0), pair.get(1), way.get(0), way.get(1)));
        }
        return new RequestedKeys(rows);
    }

    /** Every row at every instant, as a CSV of labels; {@code place} says which row and instant it is. */
    String labels(List<Instant> instants) {
        StringBuilder text = new StringBuilder("place,carrier,airport,origin,dest,event_timestamp\n");
        for (Instant instant : instants) {
            for (int row = 0; row < rows.size(); row++) {
                Keys keys = rows.get(row);
                text.append(place(row, instant)).append(',');
                text.append(Stream.of("carrier", "airport", "origin", "dest")
                        .map(key -> keys.value(key) == null ? "" : keys.value(key))
                        .collect(Collectors.joining(",")));
                text.append(',').append(instant).append('\n');
            }
        }
        return text.toString();
    }

    static String place(int row, Instant instant) {
        return row + " at " + instant;
    }

    /** The first row alone. */
    RequestedKeys first() {
        return new RequestedKeys(rows.subList(0, 1));
    }

    /** The rows as a request for a service's features. */
    String request(String service) {
        ObjectNode request = Json.MAPPER.createObjectNode();
        request.put("feature_service", service).put("full_feature_names", true);
        ObjectNode entities = request.putObject("entities");
        for (String key : keys(service)) {
            ArrayNode column = entities.putArray(key);
            rows.forEach(row -> column.add(row.value(key)));
        }
        return request.toString();
    }

    private static List<String> keys(String service) {
        return switch (service) {
            case "route_board" -> List.of("origin", "dest");
            case "everything" -> List.of("carrier", "airport", "origin", "dest");
            default -> List.of("carrier", "airport");
        };
    }
}
