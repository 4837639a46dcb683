package io.assay.definition.contract;

import io.assay.definition.InvalidDefinitionException;
import java.math.BigDecimal;
import java.util.List;

/**
 * Compares a measured number with what a rule expects. {@code BETWEEN} includes both ends, {@code NOT_BETWEEN} is its
 * opposite; the two take two operands, all others one. Percentages are 0 to 100.
 */
public record Comparison(Operator operator, List<BigDecimal> operands) {
    public enum Operator {
        BE,
        NOT_BE,
        GREATER_THAN,
        GREATER_OR_EQUAL,
        LESS_THAN,
        LESS_OR_EQUAL,
        BETWEEN,
        NOT_BETWEEN
    }

    public Comparison {
        operands = List.copyOf(operands);
        int needed = operator == Operator.BETWEEN || operator == Operator.NOT_BETWEEN ? 2 : 1;
        if (operands.size() != needed) {
            throw new InvalidDefinitionException(
                    operator.name(),
                    "%d operands".formatted(operands.size()),
                    needed == 2 ? "give two numbers, the smaller first" : "give one number");
        }
        if (needed == 2 && operands.get(0).compareTo(operands.get(1)) > 0) {
            throw new InvalidDefinitionException(
                    operator.name(),
                    "%s is above %s"
                            .formatted(
                                    operands.get(0).toPlainString(),
                                    operands.get(1).toPlainString()),
                    "give the smaller number first");
        }
    }

    /** Whether {@code measured} is as expected. */
    public boolean holds(BigDecimal measured) {
        int first = measured.compareTo(operands.get(0));
        return switch (operator) {
            case BE -> first == 0;
            case NOT_BE -> first != 0;
            case GREATER_THAN -> first > 0;
            case GREATER_OR_EQUAL -> first >= 0;
            case LESS_THAN -> first < 0;
            case LESS_OR_EQUAL -> first <= 0;
            case BETWEEN -> first >= 0 && measured.compareTo(operands.get(1)) <= 0;
            case NOT_BETWEEN -> first < 0 || measured.compareTo(operands.get(1)) > 0;
        };
    }

    /** As a report prints it: {@code >= 10}, {@code between 1 and 5}. */
    public String text() {
        return switch (operator) {
            case BE -> "= " + operands.get(0).toPlainString();
            case NOT_BE -> "!= " + operands.get(0).toPlainString();
            case GREATER_THAN -> "> " + operands.get(0).toPlainString();
            case GREATER_OR_EQUAL -> ">= " + operands.get(0).toPlainString();
            case LESS_THAN -> "< " + operands.get(0).toPlainString();
            case LESS_OR_EQUAL -> "<= " + operands.get(0).toPlainString();
            case BETWEEN ->
                "between " + operands.get(0).toPlainString() + " and "
                        + operands.get(1).toPlainString();
            case NOT_BETWEEN ->
                "not between " + operands.get(0).toPlainString() + " and "
                        + operands.get(1).toPlainString();
        };
    }
}
