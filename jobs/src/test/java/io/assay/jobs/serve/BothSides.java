package io.assay.jobs.serve;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.definition.feature.FeatureService;
import io.assay.jobs.TestProject;
import io.assay.jobs.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The features of the same keys, from a training set and from a service, compared with each other. */
final class BothSides {
    private static final double PRECISION = 1e-12;

    private final TestProject project;
    private final RequestedKeys keys;
    private final ExpectedStatus statuses;
    private final Map<String, List<String>> services = new LinkedHashMap<>();
    private final Map<String, Row> offline = new HashMap<>();
    private long compared;
    private long filled;

    BothSides(TestProject project, RequestedKeys keys, ExpectedStatus statuses) {
        this.project = project;
        this.keys = keys;
        this.statuses = statuses;
        for (FeatureService service : project.context().project().services().values()) {
            services.put(
                    service.name().value(),
                    service.features().stream()
                            .map(reference -> reference.view() + "__" + reference.feature())
                            .toList());
        }
    }

    /** Makes the training set of all keys at some instants; it takes the place of what was known of them. */
    void readOffline(List<Instant> instants) {
        String output = project.folder().resolve("training").toString();
        TestProject.Ended ended = project.run(
                "training-set",
                "everything",
                "--full-feature-names",
                "--labels",
                project.file("labels.csv", keys.labels(instants)),
                "--output",
                output);
        assertThat(ended.exit()).as(ended.err()).isZero();
        List<Row> rows = project.spark().read().parquet(output).collectAsList();
        assertThat(rows).hasSize(keys.rows().size() * instants.size());
        rows.forEach(row -> offline.put(row.getAs("place"), row));
    }

    private Row offline(int row, Instant instant) {
        return requireNonNull(offline.get(RequestedKeys.place(row, instant)));
    }

    /** How many values of the training set differ from one instant to another. */
    long changes(Instant from, Instant to) {
        long changes = 0;
        for (int i = 0; i < keys.rows().size(); i++) {
            Row one = offline(i, from);
            Row other = offline(i, to);
            changes += Arrays.stream(one.schema().fieldNames())
                    .filter(name -> name.contains("__") && !Objects.equals(one.getAs(name), other.getAs(name)))
                    .count();
        }
        return changes;
    }

    /** A request for all features of one row of keys. */
    String request() {
        return keys.first().request("everything");
    }

    /** What a service answers for all keys, by feature service. */
    Map<String, JsonNode> ask(ServiceProcess service) throws IOException, InterruptedException {
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        for (String name : services.keySet()) {
            HttpResponse<String> answer = service.post("/get-online-features", keys.request(name));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            answers.put(name, Json.MAPPER.readTree(answer.body()));
        }
        return answers;
    }

    /** Every value is that of the training set at the instant, and its status says how it came to be. */
    void compare(Map<String, JsonNode> answers, Instant instant) {
        answers.forEach((service, answer) -> {
            List<String> features = requireNonNull(services.get(service));
            JsonNode names = answer.at("/metadata/feature_names");
            int first = names.size() - features.size();
            for (int i = first; i < names.size(); i++) {
                String feature = names.get(i).asText();
                assertThat(feature).isEqualTo(features.get(i - first));
                compare(service, feature, answer.path("results").path(i), instant);
            }
        });
    }

    private void compare(String service, String feature, JsonNode result, Instant instant) {
        assertThat(result.path("values")).hasSize(keys.rows().size());
        for (int i = 0; i < keys.rows().size(); i++) {
            RequestedKeys.Keys key = keys.rows().get(i);
            Row row = offline(i, instant);
            @Nullable Object value = row.getAs(feature);
            JsonNode online = result.path("values").path(i);
            String status = result.path("statuses").path(i).asText();
            Set<String> expected = statuses.of(feature, key, instant, row);
            if (!same(online, value) || !expected.contains(status)) {
                throw new AssertionError("%s of %s for %s at %s: served %s, %s; in the training set %s, so %s"
                        .formatted(feature, service, key, instant, online, status, value, expected));
            }
            compared += key.seen() ? 1 : 0;
            filled += key.seen() && value != null ? 1 : 0;
        }
    }

    private static boolean same(JsonNode online, @Nullable Object offline) {
        if (offline == null) {
            return online.isNull();
        }
        if (offline instanceof Double number) {
            double difference = Math.abs(online.asDouble() - number);
            return online.isNumber() && difference <= PRECISION * Math.abs(number);
        }
        return online.isIntegralNumber() && online.asLong() == ((Number) offline).longValue();
    }

    /** Of the values of keys that were seen, the share that is not null. */
    double filled() {
        return (double) filled / compared;
    }
}
