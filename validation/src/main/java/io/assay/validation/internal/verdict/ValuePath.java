package io.assay.validation.internal.verdict;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;

/**
 * The way from a column to the values of one element of a contract: fields of structs by name, items of arrays by the
 * word {@code items} ({@code lines.items.sku}). A field of an absent struct and an item of an absent array are not
 * there: no test is asked about them.
 */
public final class ValuePath implements Serializable {
    private static final long serialVersionUID = 1;
    private static final String ITEMS = "items";
    private static final int EACH = -1;

    private final String name;
    private final int column;
    private final int[] steps;
    private final int[] widths;
    private final int arrays;
    private final transient ColumnType type;

    private ValuePath(String name, int column, int[] steps, int[] widths, int arrays, ColumnType type) {
        this.name = name;
        this.column = column;
        this.steps = steps;
        this.widths = widths;
        this.arrays = arrays;
        this.type = type;
    }

    /** What is asked about a value. */
    interface Visitor {
        /**
         * Whether to stop.
         *
         * @param items the places in the arrays on the way, the outermost first
         */
        boolean visit(SpecializedGetters from, int at, int[] items);
    }

    /** The path by its name; empty if there is no such element. */
    public static Optional<ValuePath> of(List<ContractColumn> columns, String path) {
        String[] names = path.split("\\.", -1);
        int column = index(columns, names[0]);
        if (column < 0) {
            return Optional.empty();
        }
        ColumnType type = columns.get(column).type();
        int[] steps = new int[names.length - 1];
        int[] widths = new int[steps.length];
        int arrays = 0;
        for (int i = 0; i < steps.length; i++) {
            if (type instanceof ColumnType.Array array && names[i + 1].equals(ITEMS)) {
                steps[i] = EACH;
                arrays++;
                type = array.element();
            } else if (type instanceof ColumnType.Struct struct && index(struct.fields(), names[i + 1]) >= 0) {
                steps[i] = index(struct.fields(), names[i + 1]);
                widths[i] = struct.fields().size();
                type = struct.fields().get(steps[i]).type();
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new ValuePath(path, column, steps, widths, arrays, type));
    }

    private static int index(List<ContractColumn> columns, String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    public String name() {
        return name;
    }

    /** The values' type; known where the path was made, not where it was sent to. */
    public ColumnType type() {
        return type;
    }

    /** Whether it is a column itself. */
    boolean isColumn() {
        return steps.length == 0;
    }

    /** Whether arrays are on the way, so that one row has several values. */
    public boolean inArray() {
        return arrays > 0;
    }

    /** The place of its column in the contract. */
    int column() {
        return column;
    }

    /** Visits the values that are there until one says to stop; whether one did. */
    boolean visit(InternalRow row, int at, Visitor visitor) {
        return steps.length == 0
                ? visitor.visit(row, at, ValidatedRow.NO_ITEMS)
                : walk(row, at, 0, new int[arrays], 0, visitor);
    }

    private boolean walk(SpecializedGetters from, int at, int step, int[] items, int depth, Visitor visitor) {
        if (step == steps.length) {
            return visitor.visit(from, at, items);
        }
        if (from.isNullAt(at)) {
            return false;
        }
        if (steps[step] != EACH) {
            return walk(from.getStruct(at, widths[step]), steps[step], step + 1, items, depth, visitor);
        }
        ArrayData array = from.getArray(at);
        for (int i = 0; i < array.numElements(); i++) {
            items[depth] = i;
            if (walk(array, i, step + 1, items, depth + 1, visitor)) {
                return true;
            }
        }
        return false;
    }
}
