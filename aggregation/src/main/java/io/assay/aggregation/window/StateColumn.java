package io.assay.aggregation.window;

import io.assay.definition.feature.Aggregate;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One binary column of a window log: the state of one (aggregate, of, where), shared by all features that differ in
 * their window only.
 *
 * @param name {@code state_<first feature using it>}
 * @param of column or SQL expression; empty for {@code count} of rows
 */
public record StateColumn(String name, Aggregate aggregate, Optional<String> of, Optional<String> where)
        implements Serializable {

    private Object writeReplace() {
        return new Sent(name, aggregate, of.orElse(null), where.orElse(null));
    }

    /** The form in which it is serialized: an {@link Optional} cannot be. */
    private record Sent(
            String name,
            Aggregate aggregate,
            @Nullable String of,
            @Nullable String where) implements Serializable {
        private Object readResolve() {
            return new StateColumn(name, aggregate, Optional.ofNullable(of), Optional.ofNullable(where));
        }
    }
}
