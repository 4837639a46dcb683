package io.assay.service.online;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for: rows of keys, column by column, and the features wanted for them.
 *
 * @param entities values by join key in the request's order; Boolean, Long, BigInteger, BigDecimal, String or null
 */
public record OnlineRequest(Map<String, List<@Nullable Object>> entities, Wanted wanted) {
    public OnlineRequest {
        entities = Collections.unmodifiableMap(new LinkedHashMap<>(entities));
    }

    /** The features: a service by name, or references {@code view:feature}; and how the answer names them. */
    public record Wanted(Optional<String> service, List<String> features, Naming naming) {
        public Wanted {
            features = service.isPresent() ? List.of() : List.copyOf(features);
        }
    }

    /** {@code FULL}: {@code view__feature}. */
    public enum Naming {
        SHORT,
        FULL
    }

    /** Number of rows: all columns are equally long. */
    public int rows() {
        return entities.isEmpty() ? 0 : entities.values().iterator().next().size();
    }
}
