package io.assay.definition.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Deequ's constraints that a contract can name, by the method of its {@code Check} that makes each of them. */
public enum DeequConstraint {
    IS_COMPLETE("isComplete", 1, 1, Values.ANY, Result.ONE),
    HAS_COMPLETENESS("hasCompleteness", 1, 1, Values.ANY, Result.NUMBER),
    IS_UNIQUE("isUnique", 1, 1, Values.ANY, Result.ONE),
    IS_PRIMARY_KEY("isPrimaryKey", 1, 32, Values.ANY, Result.ONE),
    HAS_UNIQUENESS("hasUniqueness", 1, 32, Values.ANY, Result.NUMBER),
    HAS_DISTINCTNESS("hasDistinctness", 1, 32, Values.ANY, Result.NUMBER),
    HAS_UNIQUE_VALUE_RATIO("hasUniqueValueRatio", 1, 32, Values.ANY, Result.NUMBER),
    HAS_NUMBER_OF_DISTINCT_VALUES("hasNumberOfDistinctValues", 1, 1, Values.ANY, Result.NUMBER),
    HAS_APPROX_COUNT_DISTINCT("hasApproxCountDistinct", 1, 1, Values.ANY, Result.NUMBER),
    HAS_SIZE("hasSize", 0, 0, Values.ANY, Result.NUMBER),
    HAS_MIN("hasMin", 1, 1, Values.NUMBERS, Result.NUMBER),
    HAS_MAX("hasMax", 1, 1, Values.NUMBERS, Result.NUMBER),
    HAS_MEAN("hasMean", 1, 1, Values.NUMBERS, Result.NUMBER),
    HAS_SUM("hasSum", 1, 1, Values.NUMBERS, Result.NUMBER),
    HAS_STANDARD_DEVIATION("hasStandardDeviation", 1, 1, Values.NUMBERS, Result.NUMBER),
    HAS_APPROX_QUANTILE("hasApproxQuantile", 1, 1, Values.NUMBERS, Result.NUMBER, "quantile"),
    HAS_CORRELATION("hasCorrelation", 2, 2, Values.NUMBERS, Result.NUMBER),
    HAS_ENTROPY("hasEntropy", 1, 1, Values.ANY, Result.NUMBER),
    HAS_MUTUAL_INFORMATION("hasMutualInformation", 2, 2, Values.ANY, Result.NUMBER),
    HAS_MIN_LENGTH("hasMinLength", 1, 1, Values.TEXTS, Result.NUMBER),
    HAS_MAX_LENGTH("hasMaxLength", 1, 1, Values.TEXTS, Result.NUMBER),
    HAS_PATTERN("hasPattern", 1, 1, Values.TEXTS, Result.ONE, "pattern"),
    CONTAINS_EMAIL("containsEmail", 1, 1, Values.TEXTS, Result.ONE),
    CONTAINS_URL("containsURL", 1, 1, Values.TEXTS, Result.ONE),
    CONTAINS_CREDIT_CARD_NUMBER("containsCreditCardNumber", 1, 1, Values.TEXTS, Result.ONE),
    CONTAINS_SOCIAL_SECURITY_NUMBER("containsSocialSecurityNumber", 1, 1, Values.TEXTS, Result.ONE),
    IS_CONTAINED_IN("isContainedIn", 1, 1, Values.ANY, Result.ONE, "values"),
    IS_NON_NEGATIVE("isNonNegative", 1, 1, Values.NUMBERS, Result.ONE),
    IS_POSITIVE("isPositive", 1, 1, Values.NUMBERS, Result.ONE),
    IS_LESS_THAN("isLessThan", 2, 2, Values.ANY, Result.ONE),
    IS_LESS_THAN_OR_EQUAL_TO("isLessThanOrEqualTo", 2, 2, Values.ANY, Result.ONE),
    IS_GREATER_THAN("isGreaterThan", 2, 2, Values.ANY, Result.ONE),
    IS_GREATER_THAN_OR_EQUAL_TO("isGreaterThanOrEqualTo", 2, 2, Values.ANY, Result.ONE),
    SATISFIES("satisfies", 0, 0, Values.ANY, Result.ONE, "condition");

    /** What the columns have to hold. */
    public enum Values {
        ANY,
        NUMBERS,
        TEXTS
    }

    /** What is measured: a number that an operator has to be given for, or a share of rows that is 1 unless said. */
    public enum Result {
        NUMBER,
        ONE
    }

    private final String method;
    private final int leastColumns;
    private final int mostColumns;
    private final Values values;
    private final Result result;
    /** Empty if there is none; none has two. */
    private final String argument;

    DeequConstraint(String method, int leastColumns, int mostColumns, Values values, Result result) {
        this(method, leastColumns, mostColumns, values, result, "");
    }

    DeequConstraint(String method, int leastColumns, int mostColumns, Values values, Result result, String argument) {
        this.method = method;
        this.leastColumns = leastColumns;
        this.mostColumns = mostColumns;
        this.values = values;
        this.result = result;
        this.argument = argument;
    }

    /** By Deequ's name for it. */
    public static Optional<DeequConstraint> of(String method) {
        return Arrays.stream(values()).filter(c -> c.method.equals(method)).findFirst();
    }

    /** Deequ's names for them. */
    public static List<String> methods() {
        return Arrays.stream(values()).map(DeequConstraint::method).toList();
    }

    public String method() {
        return method;
    }

    public int leastColumns() {
        return leastColumns;
    }

    public int mostColumns() {
        return mostColumns;
    }

    public Values columnValues() {
        return values;
    }

    public Result result() {
        return result;
    }

    /** Names of the arguments that it needs beside its columns. */
    public List<String> arguments() {
        return argument.isEmpty() ? List.of() : List.of(argument);
    }
}
