package io.assay.definition.contract;

import java.util.Optional;

/**
 * One rule of a contract: a check with the name reports use, and the action when it is broken.
 *
 * @param name unique in its dataset: the rule's {@code id}, else {@code <property>.<kind>}, such as
 *     {@code dep_delay.required}
 * @param column the column that is at fault, as a path ({@code who.name}); empty for dataset rules and for rules about
 *     several columns
 * @param where SQL condition: the rule applies only to rows for which it is true
 */
public record Rule(
        String name,
        Optional<String> column,
        Check check,
        Action action,
        Optional<String> where,
        Optional<String> dimension,
        Optional<String> description) {}
