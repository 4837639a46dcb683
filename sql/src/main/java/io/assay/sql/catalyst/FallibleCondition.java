package io.assay.sql.catalyst;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.ConditionalExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodeBlock;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.expressions.codegen.JavaCode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A condition that may fail on a row: {@link #YES} where it holds, {@link #NO} where it does not or is null,
 * {@link #FAILED} where it cannot be evaluated, such as a division by zero in ANSI mode. Spark's {@code try_} functions
 * make null of a failure, which cannot be distinguished from a null.
 *
 * <p>It is conditional to Spark, so that nothing of the condition is evaluated outside of it: neither when the query is
 * optimised nor as a subexpression that two conditions share.
 */
final class FallibleCondition extends Expression implements ConditionalExpression, Serializable {
    static final byte NO = 0;
    static final byte YES = 1;
    static final byte FAILED = 2;
    private static final long serialVersionUID = 1;
    private final Expression condition;

    /** Spark copies expressions by their constructor. */
    FallibleCondition(Expression condition) {
        this.condition = condition;
    }

    @Override
    public Seq<Expression> children() {
        return JavaConverters.asScalaBuffer(List.of(condition)).toSeq();
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new FallibleCondition(children.head());
    }

    @Override
    public boolean foldable() {
        return false;
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public DataType dataType() {
        return DataTypes.ByteType;
    }

    @Override
    public Seq<Expression> alwaysEvaluatedInputs() {
        return JavaConverters.asScalaBuffer(List.<Expression>of()).toSeq();
    }

    @Override
    public Seq<Seq<Expression>> branchGroups() {
        return JavaConverters.asScalaBuffer(List.<Seq<Expression>>of()).toSeq();
    }

    @Override
    public Object eval(@Nullable InternalRow row) {
        try {
            return Boolean.TRUE.equals(condition.eval(row)) ? YES : NO;
        } catch (Exception | OutOfMemoryError e) { // Scala throws checked ones too, and does not say so
            return FAILED;
        }
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        ExprCode inner = condition.genCode(context);
        String outcome = context.freshName("outcome");
        String failure = context.freshName("failure");
        String text = """
                byte %1$s = %2$d;
                try {
                  %3$s
                  if (!%4$s && %5$s) {
                    %1$s = %6$d;
                  }
                } catch (Exception %7$s) {
                  %1$s = %8$d;
                } catch (OutOfMemoryError %7$s) {
                  %1$s = %8$d;
                }
                """.formatted(outcome, NO, inner.code(), inner.isNull(), inner.value(), YES, failure, FAILED);
        return new ExprCode(
                new CodeBlock(
                        JavaConverters.asScalaBuffer(List.of(text)).toSeq(),
                        JavaConverters.asScalaBuffer(List.<JavaCode>of()).toSeq()),
                JavaCode.literal("false", DataTypes.BooleanType),
                JavaCode.variable(outcome, DataTypes.ByteType));
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof FallibleCondition;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FallibleCondition that && condition.equals(that.condition);
    }

    @Override
    public int hashCode() {
        return condition.hashCode() + 1;
    }

    @Override
    public int productArity() {
        return 1;
    }

    @Override
    public Object productElement(int place) {
        return condition;
    }
}
