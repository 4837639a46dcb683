package io.assay.validation.internal.verdict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeBlock;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenFallback;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.expressions.codegen.JavaCode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A row's verdict (binary, null if it breaks nothing), or the reasons of one (an array of structs). It reads columns
 * from the row itself and costs no analysis, however many rules there are. Only conditions in SQL and flags of joins
 * are expressions: Spark generates their code.
 *
 * <p>Spark is told that no code is generated for the complete stage: there a row is not one object.
 */
public final class VerdictExpression extends Expression implements CodegenFallback, Serializable {
    private static final long serialVersionUID = 1;
    private static final int MALFORMED_FIELDS = 2;
    private final Seq<Expression> inputs;
    private final RowProgram program;
    private final Layout layout;
    private transient volatile @Nullable ValidatedRow direct;

    /**
     * What the inputs are: the contract's columns, the faults, what is malformed, of reasons the verdict, the outcomes.
     *
     * @param result of a verdict binary, of reasons theirs
     */
    record Layout(int columns, int outcomes, boolean givesReasons, DataType result) implements Serializable {
        private static final long serialVersionUID = 1;

        int faults() {
            return columns;
        }

        int malformed() {
            return columns + 1;
        }

        int verdict() {
            return columns + 2;
        }

        int firstOutcome() {
            return columns + (givesReasons ? 3 : 2);
        }
    }

    /** Spark copies expressions by their constructor. */
    public VerdictExpression(Seq<Expression> inputs, RowProgram program, Layout layout) {
        this.inputs = inputs;
        this.program = program;
        this.layout = layout;
    }

    /**
     * The verdict of each row.
     *
     * @param columns of the contract, {@code faults} and {@code malformed} of the unvalidated row
     * @param outcomes conditions (bytes) and flags (booleans)
     */
    public static Column verdict(
            RowProgram program, List<Column> columns, Column faults, Column malformed, List<Column> outcomes) {
        List<Column> inputs = new ArrayList<>(columns);
        inputs.add(faults);
        inputs.add(malformed);
        inputs.addAll(outcomes);
        return of(program, inputs, new Layout(columns.size(), outcomes.size(), false, DataTypes.BinaryType));
    }

    /** The reasons of each row that has a verdict, of the type {@code reasons}. */
    public static Column reasons(
            RowProgram program,
            List<Column> columns,
            Column faults,
            Column malformed,
            Column verdict,
            DataType reasons) {
        List<Column> inputs = new ArrayList<>(columns);
        inputs.addAll(List.of(faults, malformed, verdict));
        return of(program, inputs, new Layout(columns.size(), 0, true, reasons));
    }

    private static Column of(RowProgram program, List<Column> inputs, Layout layout) {
        List<Expression> expressions = inputs.stream().map(Column::expr).toList();
        return new Column(
                new VerdictExpression(JavaConverters.asScalaBuffer(expressions).toSeq(), program, layout));
    }

    private List<Expression> given() {
        return JavaConverters.seqAsJavaList(inputs);
    }

    /** Where the columns are in a row; null if one of them is computed. */
    private int @Nullable [] places() {
        List<Expression> given = given();
        int[] places = new int[layout.firstOutcome()];
        for (int i = 0; i < places.length; i++) {
            if (!(given.get(i) instanceof BoundReference column)) {
                return null;
            }
            places[i] = column.ordinal();
        }
        return places;
    }

    /** A row of inputs that are not all columns: Spark replaces those of one value by it. */
    private ValidatedRow evaluated(InternalRow row) {
        @Nullable Object[] values = new Object[layout.firstOutcome()];
        int[] own = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = given().get(i).eval(row);
            own[i] = i;
        }
        return new ValidatedRow(own, layout.faults()).at(new GenericInternalRow(values));
    }

    @Override
    public @Nullable Object eval(@Nullable InternalRow row) {
        byte[] outcomes = new byte[layout.outcomes()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = outcome(given().get(layout.firstOutcome() + i).eval(row));
        }
        return result(row == null ? InternalRow.empty() : row, outcomes);
    }

    private static byte outcome(@Nullable Object value) {
        return value instanceof Byte number ? number : Boolean.TRUE.equals(value) ? OutcomeTest.YES : 0;
    }

    /** The verdict or the reasons of a row; called by generated code. */
    public @Nullable Object result(InternalRow row, byte[] outcomes) {
        ValidatedRow validated = direct;
        if (validated == null) {
            int[] places = places();
            validated = places == null ? evaluated(row) : new ValidatedRow(places, places[layout.faults()]).at(row);
            if (places != null) {
                direct = validated; // this object belongs to one task
            }
        } else {
            validated.at(row);
        }
        validated.outcomes(outcomes);
        InternalRow read = validated.row();
        int malformed = validated.place(layout.malformed());
        if (!layout.givesReasons()) {
            return program.verdict(validated, !read.isNullAt(malformed));
        }
        int verdict = validated.place(layout.verdict());
        String why = read.isNullAt(malformed)
                ? null
                : String.valueOf(read.getStruct(malformed, MALFORMED_FIELDS).getUTF8String(1));
        return program.reasons(read.isNullAt(verdict) ? null : read.getBinary(verdict), validated, why);
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        String outcomes = context.addMutableState(
                "byte[]", "outcomes", name -> "%s = new byte[%d];".formatted(name, layout.outcomes()), true, true);
        List<String> evaluated = new ArrayList<>();
        for (int i = 0; i < layout.outcomes(); i++) {
            Expression outcome = given().get(layout.firstOutcome() + i);
            ExprCode inner = outcome.genCode(context);
            String value = outcome.dataType().equals(DataTypes.ByteType)
                    ? inner.value().toString()
                    : "(%s ? (byte) 1 : (byte) 0)".formatted(inner.value());
            evaluated.add(
                    "%s\n%s[%d] = %s ? (byte) 0 : %s;\n".formatted(inner.code(), outcomes, i, inner.isNull(), value));
        }
        String split = context.splitExpressionsWithCurrentInputs(
                JavaConverters.asScalaBuffer(evaluated).toSeq(),
                "outcomes",
                JavaConverters.asScalaBuffer(List.<scala.Tuple2<String, String>>of())
                        .toSeq(),
                "void",
                body -> body,
                calls -> String.join(
                        "\n",
                        JavaConverters.seqAsJavaList(calls).stream()
                                .map(call -> call + ";")
                                .toList()));
        String own = context.addReferenceObj("verdict", this, VerdictExpression.class.getName());
        String type = layout.givesReasons() ? "ArrayData" : "byte[]";
        String value = context.freshName("verdict");
        String isNull = context.freshName("nothing");
        String text = """
                %s
                %s %s = (%s) %s.result(%s, %s);
                boolean %s = %s == null;
                """.formatted(split, type, value, type, own, context.INPUT_ROW(), outcomes, isNull, value);
        return new ExprCode(
                new CodeBlock(
                        JavaConverters.asScalaBuffer(List.of(text)).toSeq(),
                        JavaConverters.asScalaBuffer(List.<JavaCode>of()).toSeq()),
                JavaCode.isNullVariable(isNull),
                JavaCode.variable(value, dataType()));
    }

    @Override
    public Seq<Expression> children() {
        return inputs;
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new VerdictExpression(children, program, layout);
    }

    @Override
    public DataType dataType() {
        return layout.result();
    }

    @Override
    public boolean nullable() {
        return !layout.givesReasons();
    }

    @Override
    public boolean foldable() {
        return false;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof VerdictExpression;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerdictExpression that
                && inputs.equals(that.inputs)
                && program.equals(that.program)
                && layout.equals(that.layout);
    }

    @Override
    public int hashCode() {
        return inputs.hashCode() * 31 + program.hashCode();
    }

    @Override
    public int productArity() {
        return 3;
    }

    @Override
    public Object productElement(int place) {
        return switch (place) {
            case 0 -> inputs;
            case 1 -> program;
            default -> layout;
        };
    }
}
