package io.assay.jobs.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.contract.DatasetContract;
import io.assay.jobs.json.Json;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF3;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;

/** A quarantined row's JSON, whose fields have the source's names; here they are found by those of the contract. */
final class RowJson implements Serializable {
    private static final long serialVersionUID = 1;
    /** The field of a new value, in a JSON object of its own; without it the value is null. */
    static final String VALUE = "value";

    private final LinkedHashMap<String, String> sources = new LinkedHashMap<>();

    RowJson(DatasetContract dataset) {
        dataset.columns().forEach(column -> sources.put(column.name(), column.source()));
    }

    /** Each column's text; what the row has not, or has as null, is left out. */
    UDF1<String, Map<String, String>> reading() {
        return row -> row == null ? null : texts(row);
    }

    /** In: the row, the columns' names, their new values. */
    UDF3<String, Seq<String>, Seq<String>, String> patching() {
        return (row, names, values) -> row == null ? null : patched(row, names, values);
    }

    Map<String, String> texts(String row) throws JsonProcessingException {
        JsonNode fields = Json.exact(row);
        Map<String, String> texts = new HashMap<>();
        sources.forEach((column, source) -> {
            @Nullable String name = find(fields, source);
            JsonNode value = fields.path(name == null ? source : name);
            if (!value.isMissingNode() && !value.isNull()) {
                texts.put(column, value.isValueNode() ? value.asText() : value.toString());
            }
        });
        return texts;
    }

    private String patched(String row, Seq<String> names, Seq<String> values) throws JsonProcessingException {
        ObjectNode fields = (ObjectNode) Json.exact(row);
        for (int i = 0; i < names.size(); i++) {
            String source = sources.getOrDefault(names.apply(i), names.apply(i));
            @Nullable String name = find(fields, source);
            JsonNode value = Json.exact(values.apply(i)).path(VALUE);
            fields.set(name == null ? source : name, value.isMissingNode() ? fields.nullNode() : value);
        }
        return Json.MAPPER.writeValueAsString(fields);
    }

    private static @Nullable String find(JsonNode fields, String source) {
        for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (name.equalsIgnoreCase(source)) {
                return name;
            }
        }
        return null;
    }
}
