package io.assay.lineage.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.openlineage.client.OpenLineage;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads an event back through the official client's own types, and checks what the facets' schemas require. */
public final class ClientTypes {
    /** The only types whose keys are data: column names, shares, parameters. */
    private static final Set<String> MAPS = Set.of(
            "ColumnLineageDatasetFacetFields",
            "DataQualityMetricsDatasetFacetColumnMetrics",
            "DataQualityMetricsInputDatasetFacetColumnMetrics",
            "DataQualityMetricsDatasetFacetColumnMetricsAdditionalQuantiles",
            "DataQualityMetricsInputDatasetFacetColumnMetricsAdditionalQuantiles");

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new NoUnknownKeys())
            .build();

    private ClientTypes() {}

    /** Fails on any key that the client's types do not have, and on anything required that is missing. */
    public static OpenLineage.RunEvent read(String json) throws Exception {
        JsonNode tree = STRICT.readTree(json);
        assertThat(tree.path("schemaURL").asText()).startsWith("https://openlineage.io/spec/2-0-2/OpenLineage.json");
        assertThat(tree.at("/run/facets/assay_run/run").asText()).isNotBlank();
        if (tree.at("/run/facets") instanceof ObjectNode run) { // the only facet of our own
            run.remove("assay_run");
        }
        facets(tree, "$");
        OpenLineage.RunEvent event = STRICT.treeToValue(tree, OpenLineage.RunEvent.class);
        assertThat(event.getEventTime()).isNotNull();
        assertThat(event.getProducer()).isNotNull();
        assertThat(event.getRun().getRunId()).isNotNull();
        assertThat(event.getJob().getName()).isNotBlank();
        return event;
    }

    private static void facets(JsonNode node, String at) {
        for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            String here = at + "." + field.getKey();
            if (field.getKey().toLowerCase(Locale.ROOT).endsWith("facets")) {
                field.getValue().fields().forEachRemaining(facet -> facet(facet.getKey(), facet.getValue(), here));
            } else {
                facets(field.getValue(), here);
            }
        }
        for (JsonNode item : node.isArray() ? node : Set.<JsonNode>of()) {
            facets(item, at + "[]");
        }
    }

    private static void facet(String key, JsonNode facet, String at) {
        assertThat(facet.path("_producer").asText()).as(at + "." + key).startsWith("https://");
        assertThat(facet.path("_schemaURL").asText())
                .as(at + "." + key)
                .matches("https://openlineage\\.io/spec/facets/\\d-\\d-\\d/\\w+\\.json#/\\$defs/\\w+Facet");
        Map<String, Set<String>> required = Map.ofEntries(
                Map.entry("schema", Set.of()),
                Map.entry("columnLineage", Set.of("fields")),
                Map.entry("version", Set.of("datasetVersion")),
                Map.entry("dataQualityMetrics", Set.of("columnMetrics")),
                Map.entry("dataQualityAssertions", Set.of("assertions")),
                Map.entry("inputStatistics", Set.of()),
                Map.entry("outputStatistics", Set.of()),
                Map.entry("symlinks", Set.of()),
                Map.entry("parent", Set.of("run", "job")),
                Map.entry("processing_engine", Set.of("version")),
                Map.entry("nominalTime", Set.of("nominalStartTime")),
                Map.entry("errorMessage", Set.of("message", "programmingLanguage")),
                Map.entry("test", Set.of("tests")),
                Map.entry("jobType", Set.of("processingType", "integration")),
                Map.entry("sql", Set.of("query")),
                Map.entry("sourceCodeLocation", Set.of("type", "url")),
                Map.entry("documentation", Set.of("description")));
        assertThat(required).as(at).containsKey(key);
        for (String field : required.getOrDefault(key, Set.of())) {
            assertThat(facet.hasNonNull(field)).as("%s.%s.%s", at, key, field).isTrue();
        }
    }

    private static final class NoUnknownKeys extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            boolean map = member instanceof AnnotatedMember place
                    && MAPS.contains(place.getDeclaringClass().getSimpleName());
            return map ? super.hasAnySetter(member) : Boolean.FALSE;
        }
    }
}
