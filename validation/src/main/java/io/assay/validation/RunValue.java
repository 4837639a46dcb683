package io.assay.validation;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.expressions.codegen.JavaCode;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * A value that differs from run to run. A literal number would be part of the code that Spark generates for a query,
 * and each run would have its query compiled anew, by Spark and by the JVM; this one is handed to it.
 */
public final class RunValue extends Expression implements Serializable {
    private static final long serialVersionUID = 1;
    private final Object value; // as Spark holds it inside
    private final DataType type;

    private RunValue(Object value, DataType type) {
        this.value = value;
        this.type = type;
    }

    public static Column of(long value) {
        return new Column(new RunValue(value, DataTypes.LongType));
    }

    public static Column of(String value) {
        return new Column(new RunValue(UTF8String.fromString(value), DataTypes.StringType));
    }

    public static Column of(Instant value) {
        return new Column(new RunValue(DateTimeUtils.instantToMicros(value), DataTypes.TimestampType));
    }

    @Override
    public Seq<Expression> children() {
        return JavaConverters.asScalaBuffer(List.<Expression>of()).toSeq();
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return this;
    }

    @Override
    public DataType dataType() {
        return type;
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public Object eval(@Nullable InternalRow row) {
        return value;
    }

    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        String unboxed = value instanceof Long ? ".longValue()" : "";
        String given =
                context.addReferenceObj("runValue", value, value.getClass().getName()) + unboxed;
        return ExprCode.forNonNullValue(JavaCode.expression(given, type));
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof RunValue;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RunValue that && value.equals(that.value) && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return Objects.hash(value, type);
    }

    @Override
    public int productArity() {
        return 2;
    }

    @Override
    public Object productElement(int place) {
        return place == 0 ? value : type;
    }
}
