package io.assay.validation.internal.rule;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Counts how often each bit of the verdicts' numbers is set, in one aggregate: a row that breaks nothing costs one
 * comparison a number, however many rules there are.
 *
 * <p>In: the numbers (int). Out: array of long: rows, then a count for each bit of each number in order.
 */
public final class VerdictCounts extends TypedImperativeAggregate<long[]> implements Serializable {
    private static final long serialVersionUID = 1;
    private final Seq<Expression> words;
    private final int bits;
    private final int mutableOffset;
    private final int inputOffset;

    /** Spark copies expressions by their constructor. */
    public VerdictCounts(Seq<Expression> words, int bits, int mutableOffset, int inputOffset) {
        this.words = words;
        this.bits = bits;
        this.mutableOffset = mutableOffset;
        this.inputOffset = inputOffset;
    }

    static Column of(List<Column> words, int bits) {
        List<Expression> expressions = words.stream().map(Column::expr).toList();
        return new Column(
                new VerdictCounts(JavaConverters.asScalaBuffer(expressions).toSeq(), bits, 0, 0)
                        .toAggregateExpression());
    }

    @Override
    public long[] createAggregationBuffer() {
        return new long[1 + bits * words.size()];
    }

    @Override
    public long[] update(long[] counts, InternalRow row) {
        counts[0]++;
        for (int i = 0; i < words.size(); i++) {
            int word = (Integer) words.apply(i).eval(row);
            while (word != 0) {
                counts[1 + i * bits + Integer.numberOfTrailingZeros(word)]++;
                word &= word - 1;
            }
        }
        return counts;
    }

    @Override
    public long[] merge(long[] a, long[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] += b[i];
        }
        return a;
    }

    @Override
    public Object eval(long[] counts) {
        return new GenericArrayData(counts);
    }

    @Override
    public byte[] serialize(long[] counts) {
        ByteBuffer bytes = ByteBuffer.allocate(counts.length * Long.BYTES);
        Arrays.stream(counts).forEach(bytes::putLong);
        return bytes.array();
    }

    @Override
    public long[] deserialize(byte[] bytes) {
        long[] counts = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(counts);
        return counts;
    }

    @Override
    public DataType dataType() {
        return DataTypes.createArrayType(DataTypes.LongType, false);
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public Seq<Expression> children() {
        return words;
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new VerdictCounts(children, bits, mutableOffset, inputOffset);
    }

    @Override
    public int mutableAggBufferOffset() {
        return mutableOffset;
    }

    @Override
    public int inputAggBufferOffset() {
        return inputOffset;
    }

    @Override
    public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
        return new VerdictCounts(words, bits, offset, inputOffset);
    }

    @Override
    public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
        return new VerdictCounts(words, bits, mutableOffset, offset);
    }

    /** An aggregate's own code is never made; its children's may be. */
    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        throw new UnsupportedOperationException("an imperative aggregate is not compiled");
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof VerdictCounts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerdictCounts that
                && words.equals(that.words)
                && bits == that.bits
                && mutableOffset == that.mutableOffset
                && inputOffset == that.inputOffset;
    }

    @Override
    public int hashCode() {
        return words.hashCode() * 31 + bits;
    }

    @Override
    public int productArity() {
        return 4;
    }

    @Override
    public Object productElement(int place) {
        return switch (place) {
            case 0 -> words;
            case 1 -> bits;
            case 2 -> mutableOffset;
            default -> inputOffset;
        };
    }

    @Override
    public String prettyName() {
        return "verdict_counts";
    }
}
