package io.assay.validation.internal.rule;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.definition.contract.Action;
import io.assay.definition.contract.DatasetContract;
import io.assay.validation.internal.scan.ActionMasks;
import io.assay.validation.internal.scan.VerdictCounts;
import io.assay.validation.internal.value.UnvalidatedRow;
import io.assay.validation.internal.verdict.ProgramLine;
import io.assay.validation.internal.verdict.RowProgram;
import io.assay.validation.internal.verdict.VerdictExpression;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which rules each row breaks, as one column: null for a row that breaks none, else bits ({@link RowProgram}). Reasons
 * are spelled out only for rows that need them.
 */
public final class RowVerdicts {
    /** The name under which rows that cannot be read are reported. */
    public static final String MALFORMED = "row.malformed";

    /** The column's name. */
    private static final String VERDICT = "__verdict";

    private static final DataType REASONS =
            DataType.fromDDL("ARRAY<STRUCT<`rule`: STRING, `column`: STRING, `value`: STRING, `action`: STRING>>");

    private final List<RowRule> rules;
    private final List<Column> outcomes;
    private final List<Column> columns;
    private final RowProgram program;

    public RowVerdicts(DatasetContract dataset, RowRules rules) {
        this.rules = rules.ready();
        this.outcomes = rules.outcomes();
        this.columns =
                dataset.columns().stream().map(c -> FieldPath.quoted(c.name())).toList();
        this.program = new RowProgram(
                MALFORMED,
                this.rules.stream()
                        .map(rule -> ProgramLine.of(rule.rule(), rule.test(), rule.where()))
                        .toList());
    }

    /** The verdict of rows that are not validated yet. */
    public Column verdict() {
        return VerdictExpression.verdict(
                        program, columns, col(UnvalidatedRow.FAULTS), col(UnvalidatedRow.MALFORMED), outcomes)
                .as(VERDICT);
    }

    /** The verdict, once {@link #verdict} is a column of the rows. */
    public static Column verdictColumn() {
        return col(VERDICT);
    }

    /** Whether that bit of the verdict is set. */
    public static Column bit(int bit) {
        UDF1<byte[], Boolean> has = verdict -> RowProgram.has(verdict, bit);
        return col(VERDICT).isNotNull().and(udf(has, DataTypes.BooleanType).apply(col(VERDICT)));
    }

    /** How a scan counts them: malformed rows by {@link #malformedBit}, rows that break a rule by {@link #bitOf}. */
    public VerdictCounts.Plan totals() {
        return new VerdictCounts.Plan(actionMasks(), RowProgram.BITS);
    }

    public static int malformedBit() {
        return 0;
    }

    /** The bit of the rule of that place. */
    public static int bitOf(int rule) {
        return rule + 1;
    }

    /** The bit of rows on which the rule of that place cannot be evaluated; empty if it always can. */
    public OptionalInt failedBitOf(int rule) {
        return present(program.failedBit(rule));
    }

    /** The bit of rows for which the condition of the rule of that place holds; empty if that is not counted. */
    public OptionalInt appliedBitOf(int rule) {
        return present(program.appliedBit(rule));
    }

    private static OptionalInt present(int bit) {
        return bit == 0 ? OptionalInt.empty() : OptionalInt.of(bit);
    }

    /** What happens to a row by its verdict; malformed rows are quarantined. */
    public ActionMasks actionMasks() {
        return new ActionMasks(masks(Action.FAIL), masks(Action.DROP), masks(Action.QUARANTINE), masks(Action.WARN));
    }

    private int[] masks(Action action) {
        int[] masks = new int[program.numbers()];
        masks[0] = action == Action.QUARANTINE ? 1 : 0;
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).marksRows() && rules.get(i).rule().action() == action) {
                masks[bitOf(i) / RowProgram.BITS] |= 1 << (bitOf(i) % RowProgram.BITS);
            }
        }
        return masks;
    }

    /** Whether the row is published. */
    public Column published() {
        ActionMasks masks = actionMasks();
        return col(VERDICT).isNull().or(decided(masks.words(), words -> masks.publishes(words)));
    }

    /** Whether the row goes to the quarantine. */
    public Column held() {
        ActionMasks masks = actionMasks();
        return col(VERDICT).isNotNull().and(decided(masks.words(), words -> masks.holds(words)));
    }

    /** A decision about the numbers of a verdict. */
    private interface VerdictTest extends java.io.Serializable {
        boolean of(int[] words);
    }

    private static Column decided(int numbers, VerdictTest decision) {
        UDF1<byte[], Boolean> decide = verdict -> {
            int[] words = new int[numbers];
            RowProgram.read(verdict, words);
            return decision.of(words);
        };
        return udf(decide, DataTypes.BooleanType).apply(col(VERDICT));
    }

    /** All reasons of a row: rule, column, value, action. */
    public Column reasons() {
        return VerdictExpression.reasons(
                program, columns, col(UnvalidatedRow.FAULTS), col(UnvalidatedRow.MALFORMED), col(VERDICT), REASONS);
    }
}
