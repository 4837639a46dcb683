package io.assay.sql.catalyst;

import io.assay.definition.sql.SqlFunctions;
import io.assay.sql.SqlPolicy;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Option;

/**
 * The classes of Spark's expressions that an analysed plan may have: those that the listed functions become, by Spark's
 * own registry, and those that grammar and analysis make.
 */
final class ExpressionKinds {
    /** Made by the grammar, by the analyser, or by a function that is replaced by another expression. */
    private static final Set<String> STRUCTURE = Set.of(
            "Alias",
            "AttributeReference",
            "OuterReference",
            "Literal",
            "Cast",
            "SortOrder",
            "GetStructField",
            "GetArrayStructFields",
            "GetArrayItem",
            "GetMapValue",
            "LambdaFunction",
            "NamedLambdaVariable",
            "AggregateExpression",
            "WindowExpression",
            "WindowSpecDefinition",
            "SpecifiedWindowFrame",
            "UnspecifiedFrame",
            "RowFrame",
            "RangeFrame",
            "UnboundedPreceding",
            "UnboundedFollowing",
            "CurrentRow",
            "ScalarSubquery",
            "Exists",
            "ListQuery",
            "InSubquery",
            "LateralSubquery",
            // what listed functions and operators become
            "BinaryPad",
            "BinaryPredicate",
            "Ceil",
            "Contains",
            "CountMinSketchAgg",
            "DateAddInterval",
            "DateAddYMInterval",
            "DatetimeSub",
            "DivideDTInterval",
            "DivideInterval",
            "DivideYMInterval",
            "EndsWith",
            "EqualTo",
            "Explode",
            "ExtractANSIIntervalDays",
            "ExtractANSIIntervalHours",
            "ExtractANSIIntervalMinutes",
            "ExtractANSIIntervalMonths",
            "ExtractANSIIntervalSeconds",
            "ExtractANSIIntervalYears",
            "ExtractIntervalDays",
            "ExtractIntervalHours",
            "ExtractIntervalMinutes",
            "ExtractIntervalMonths",
            "ExtractIntervalSeconds",
            "ExtractIntervalYears",
            "Floor",
            "KnownNotNull",
            "KnownNullable",
            "LikeAll",
            "LikeAny",
            "Mask",
            "MultiplyDTInterval",
            "MultiplyInterval",
            "MultiplyYMInterval",
            "NotLikeAll",
            "NotLikeAny",
            "PercentileCont",
            "PercentileDisc",
            "PivotFirst",
            "PreciseTimestampConversion",
            "RoundCeil",
            "RoundFloor",
            "SecondWithFraction",
            "StartsWith",
            "StringDecode",
            "StringLPad",
            "StringRPad",
            "SubtractDates",
            "SubtractTimestamps",
            "TimeAdd",
            "TimestampAdd",
            "TimestampAddYMInterval",
            "TimestampDiff",
            "TryEval");

    private static final Set<String> OPERATORS =
            Set.of("!", "%", "&", "*", "+", "-", "/", "<", "<=", "<=>", "=", "==", ">", ">=", "^", "|", "~", "||");

    private static final Set<String> PURE = of(SqlFunctions.pure());
    private static final Set<String> ALL = of(SqlFunctions.queries());

    private ExpressionKinds() {}

    static boolean allowed(Expression expression, SqlPolicy policy) {
        String kind = Trees.kind(expression);
        return STRUCTURE.contains(kind) || (policy.pure() ? PURE : ALL).contains(kind);
    }

    private static Set<String> of(Set<String> functions) {
        Set<String> kinds = new HashSet<>();
        Set<String> names = new HashSet<>(functions);
        names.addAll(OPERATORS);
        for (String function : names) {
            Option<ExpressionInfo> info =
                    FunctionRegistry$.MODULE$.builtin().lookupFunction(FunctionIdentifier.apply(function));
            if (info.isDefined()) {
                String name = info.get().getClassName();
                kinds.add(name.substring(name.lastIndexOf('.') + 1));
            }
        }
        return kinds;
    }
}
