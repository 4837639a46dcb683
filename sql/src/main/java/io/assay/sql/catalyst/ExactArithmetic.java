package io.assay.sql.catalyst;

import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Abs;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IntegralDivide;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/**
 * Expressions of views: as Spark has them without ANSI mode, but for integers. A result that its integer type cannot
 * hold is null, and does not wrap around: of {@code + - * div abs} and of casts from numbers.
 */
public final class ExactArithmetic {
    private static final Set<String> INTEGERS = Set.of("byte", "short", "integer", "long");

    private ExactArithmetic() {}

    /**
     * The expression over rows of these columns. No action.
     *
     * @throws io.assay.sql.RefusedSqlException as {@link CheckedSql#expression}
     */
    public static Column of(Dataset<Row> rows, String sql) {
        SparkSession spark = rows.sparkSession();
        Column parsed = CheckedSql.expression(sql);
        Expression resolved = SqlSettings.SESSION.with(spark, () -> {
            Dataset<Row> selected = rows.select(parsed);
            CheckedSql.checkRow(rows, selected);
            return Trees.selected(selected);
        });
        Expression exact = exact(resolved);
        return exact.fastEquals(resolved) ? parsed : new Column(Trees.byName(exact));
    }

    private static Expression exact(Expression given) {
        Expression own = given.mapChildren(child -> exact(child));
        if (!integer(own.dataType())) {
            return own;
        }
        if (own instanceof Add add) {
            return new Add(add.left(), add.right(), EvalMode.TRY());
        }
        if (own instanceof Subtract subtract) {
            return new Subtract(subtract.left(), subtract.right(), EvalMode.TRY());
        }
        if (own instanceof Multiply multiply) {
            return new Multiply(multiply.left(), multiply.right(), EvalMode.TRY());
        }
        if (own instanceof IntegralDivide divide && integer(divide.left().dataType())) { // its TRY mode throws
            Expression minusOne = new Literal(-1L, DataTypes.LongType);
            return new If(new EqualTo(divide.right(), minusOne), negative(divide.left()), divide);
        }
        if (own instanceof UnaryMinus minus) {
            return negative(minus.child());
        }
        if (own instanceof Abs abs) {
            return new If(new LessThan(abs.child(), zero(abs.dataType())), negative(abs.child()), abs.child());
        }
        if (own instanceof Cast cast && cast.child().dataType() instanceof NumericType) {
            return new Cast(cast.child(), cast.dataType(), cast.timeZoneId(), EvalMode.TRY());
        }
        return own;
    }

    private static Expression negative(Expression value) {
        return new Subtract(zero(value.dataType()), value, EvalMode.TRY());
    }

    private static Expression zero(DataType type) {
        Object zero = switch (type.typeName()) {
            case "byte" -> Byte.valueOf((byte) 0);
            case "short" -> Short.valueOf((short) 0);
            case "integer" -> Integer.valueOf(0);
            default -> Long.valueOf(0);
        };
        return new Literal(zero, type);
    }

    private static boolean integer(DataType type) {
        return INTEGERS.contains(type.typeName());
    }
}
