package io.assay.aggregation.window;

import io.assay.definition.feature.Aggregate;
import java.util.Optional;

/**
 * One binary column of a window log: the state of one (aggregate, of, where), shared by all features that differ in
 * their window only.
 *
 * @param name {@code state_<first feature using it>}
 * @param of column or SQL expression; empty for {@code count} of rows
 */
public record StateColumn(String name, Aggregate aggregate, Optional<String> of, Optional<String> where) {}
