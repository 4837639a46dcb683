package io.assay.validation.internal.rule;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.assay.definition.contract.Action;
import io.assay.validation.internal.value.RowShape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;

/**
 * Which rules each row breaks, as bits of a few numbers: the first bit says that it is no row at all, then one for each
 * rule. Reasons are spelled out only for rows that need them.
 */
public final class Verdicts {
    /** The name under which rows that cannot be read are reported. */
    public static final String MALFORMED = "row.malformed";

    /** Few enough that the code Spark makes for one number is compiled, not interpreted, by the JVM. */
    private static final int BITS = 12;

    private final List<RowRule> rules;

    public Verdicts(List<RowRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The numbers, named {@code __broken0} and so on. */
    public List<Column> words() {
        List<Column> words = new ArrayList<>();
        for (int from = 0; from <= rules.size(); from += BITS) {
            Column word = lit(0);
            for (int bit = Math.max(from, 1); bit <= Math.min(from + BITS - 1, rules.size()); bit++) {
                Column broken = rules.get(bit - 1).broken();
                word = word.bitwiseOR(when(broken, lit(1 << (bit - from))).otherwise(lit(0)));
            }
            Column malformed = col(RowShape.MALFORMED).isNotNull();
            words.add(when(malformed, lit(from == 0 ? 1 : 0)).otherwise(word).as("__broken" + from / BITS));
        }
        return words;
    }

    /** Whether the row is none. */
    public Column malformed() {
        return bit(0);
    }

    /** Whether the row breaks the rule of that place. */
    public Column broken(int rule) {
        return bit(rule + 1);
    }

    /** All counts at once, to be read by {@link #malformedCount}, {@link #readCount} and {@link #count}. */
    public Column counts() {
        List<Column> words = new ArrayList<>();
        for (int from = 0; from <= rules.size(); from += BITS) {
            words.add(col("__broken" + from / BITS));
        }
        return VerdictCounts.of(words, BITS);
    }

    /** Rows there were. */
    public static long readCount(List<Long> counts) {
        return counts.get(0);
    }

    /** Rows that were none. */
    public static long malformedCount(List<Long> counts) {
        return counts.get(1);
    }

    /** Rows that break the rule of that place. */
    public static long count(List<Long> counts, int rule) {
        return counts.get(rule + 2);
    }

    /** Whether the row is blamed by a rule of that action; rows that are none are to be quarantined. */
    public Column blamed(Action action) {
        Predicate<RowRule> wanted = rule -> rule.blames() && rule.rule().action() == action;
        Column blamed = lit(false);
        for (int from = 0; from <= rules.size(); from += BITS) {
            int mask = from == 0 && action == Action.QUARANTINE ? 1 : 0;
            for (int bit = Math.max(from, 1); bit <= Math.min(from + BITS - 1, rules.size()); bit++) {
                mask |= wanted.test(rules.get(bit - 1)) ? 1 << (bit - from) : 0;
            }
            if (mask != 0) {
                blamed = blamed.or(
                        col("__broken" + from / BITS).bitwiseAND(lit(mask)).notEqual(0));
            }
        }
        return blamed;
    }

    /** All reasons of a row: rule, column, value, action. */
    public Column reasons() {
        List<Column> reasons = new ArrayList<>();
        reasons.add(when(
                malformed(),
                reason(
                        MALFORMED,
                        lit(null).cast("string"),
                        col(RowShape.MALFORMED).getField("why"),
                        Action.QUARANTINE)));
        for (int i = 0; i < rules.size(); i++) {
            RowRule rule = rules.get(i);
            if (rule.blames()) {
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
        return col("__broken" + bit / BITS).bitwiseAND(lit(1 << (bit % BITS))).notEqual(0);
    }
}
