package io.assay.definition.contract;

import java.util.Optional;

/**
 * One rule of a contract: a check with the name reports use, and what follows when it is broken.
 *
 * @param name unique in its dataset: the rule's {@code id}, else {@code <property>.<kind>}, such as
 *     {@code dep_delay.required}
 * @param column what is blamed, as a path ({@code who.name}); empty for rules about the whole or about several columns
 * @param where SQL condition: only rows it holds for are judged
 */
public record Rule(
        String name,
        Optional<String> column,
        Check check,
        Action action,
        Optional<String> where,
        Optional<String> dimension,
        Optional<String> description) {}
