package io.assay.validation.internal.rule;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.contract.Action;
import io.assay.validation.internal.scan.ActionMasks;
import io.assay.validation.internal.scan.VerdictCounts;
import io.assay.validation.internal.value.UnvalidatedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;

/**
 * Which rules each row breaks, as bits of a few numbers: the first bit says that it is malformed, then one for each
 * rule, then one for each rule that may fail to evaluate: set if it did, which does not count against the row. Reasons
 * are spelled out only for rows that need them.
 */
public final class RowVerdicts {
    /** The name under which rows that cannot be read are reported. */
    public static final String MALFORMED = "row.malformed";

    /** Few enough that the code Spark makes for one number is compiled, not interpreted, by the JVM. */
    private static final int BITS = 12;

    private final List<RowRule> rules;
    /** The columns behind the bits from the second on: of each rule whether it is broken, then what failed. */
    private final List<Column> bits = new ArrayList<>();

    private final Map<Integer, Integer> failedBits = new HashMap<>();

    public RowVerdicts(List<RowRule> rules) {
        this.rules = List.copyOf(rules);
        rules.forEach(rule -> bits.add(rule.broken()));
        for (int rule = 0; rule < rules.size(); rule++) {
            Optional<Column> failed = rules.get(rule).failed();
            if (failed.isPresent()) {
                bits.add(failed.get());
                failedBits.put(rule, bits.size());
            }
        }
    }

    /** The numbers, named {@code __broken0} and so on. */
    public List<Column> words() {
        List<Column> words = new ArrayList<>();
        for (int from = 0; from <= bits.size(); from += BITS) {
            Column word = lit(0);
            for (int bit = Math.max(from, 1); bit <= Math.min(from + BITS - 1, bits.size()); bit++) {
                word = word.bitwiseOR(
                        when(bits.get(bit - 1), lit(1 << (bit - from))).otherwise(lit(0)));
            }
            Column malformed = col(UnvalidatedRow.MALFORMED).isNotNull();
            words.add(when(malformed, lit(from == 0 ? 1 : 0)).otherwise(word).as(name(from / BITS)));
        }
        return words;
    }

    /** Whether the row is malformed. */
    public Column malformed() {
        return bit(0);
    }

    /** Whether the row breaks the rule of that place. */
    public Column broken(int rule) {
        return bit(rule + 1);
    }

    /** The numbers' columns, once {@link #words} are columns of the rows. */
    public List<Column> wordColumns() {
        List<Column> columns = new ArrayList<>();
        for (int word = 0; word < numbers(); word++) {
            columns.add(col(name(word)));
        }
        return columns;
    }

    /** How a scan counts them: malformed rows by {@link #malformedBit}, rows that break a rule by {@link #bitOf}. */
    public VerdictCounts.Plan totals() {
        return new VerdictCounts.Plan(actionMasks(), BITS);
    }

    public static int malformedBit() {
        return 0;
    }

    /** The bit of the rule of that place, over all numbers. */
    public static int bitOf(int rule) {
        return rule + 1;
    }

    /** The bit of rows on which the rule of that place cannot be evaluated; empty if it always can. */
    public OptionalInt failedBitOf(int rule) {
        Integer bit = failedBits.get(rule);
        return bit == null ? OptionalInt.empty() : OptionalInt.of(bit);
    }

    /** What happens to a row by its verdict; malformed rows are quarantined. */
    public ActionMasks actionMasks() {
        return new ActionMasks(masks(Action.FAIL), masks(Action.DROP), masks(Action.QUARANTINE), masks(Action.WARN));
    }

    private int[] masks(Action action) {
        int[] masks = new int[numbers()];
        masks[0] = action == Action.QUARANTINE ? 1 : 0;
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).marksRows() && rules.get(i).rule().action() == action) {
                masks[(i + 1) / BITS] |= 1 << ((i + 1) % BITS);
            }
        }
        return masks;
    }

    private int numbers() {
        return bits.size() / BITS + 1;
    }

    private static String name(int word) {
        return "__broken" + word;
    }

    /** Whether the row breaks a rule of that action. */
    public Column breaks(Action action) {
        int[] masks = masks(action);
        Column breaks = lit(false);
        for (int word = 0; word < masks.length; word++) {
            if (masks[word] != 0) {
                breaks = breaks.or(col(name(word)).bitwiseAND(lit(masks[word])).notEqual(0));
            }
        }
        return breaks;
    }

    /** All reasons of a row: rule, column, value, action. */
    public Column reasons() {
        List<Column> reasons = new ArrayList<>();
        reasons.add(when(
                malformed(),
                reason(
                        MALFORMED,
                        lit(null).cast("string"),
                        col(UnvalidatedRow.MALFORMED).getField("why"),
                        Action.QUARANTINE)));
        for (int i = 0; i < rules.size(); i++) {
            RowRule rule = rules.get(i);
            if (rule.marksRows()) {
                Column column = lit(rule.rule().column().orElse(null)).cast("string");
                reasons.add(when(
                        broken(i),
                        reason(
                                rule.rule().name(),
                                column,
                                rule.value(),
                                rule.rule().action())));
            }
        }
        return filter(array(reasons.toArray(Column[]::new)), Column::isNotNull);
    }

    private static Column reason(String rule, Column column, Column value, Action action) {
        return struct(
                lit(rule).as("rule"),
                column.as("column"),
                value.cast("string").as("value"),
                lit(action.word()).as("action"));
    }

    private static Column bit(int bit) {
        return col(name(bit / BITS)).bitwiseAND(lit(1 << (bit % BITS))).notEqual(0);
    }
}
