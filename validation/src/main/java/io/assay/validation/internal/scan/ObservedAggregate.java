package io.assay.validation.internal.scan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.codegen.CodegenContext;
import org.apache.spark.sql.catalyst.expressions.codegen.ExprCode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.collection.IndexedSeq;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * An aggregate whose state is {@link ScanState}: it reads the columns it needs from the row itself, without a value
 * boxed or an expression evaluated, so that observing costs a write little.
 *
 * <p>In: columns of the observed rows, by name. Out: the state's binary form.
 */
public final class ObservedAggregate extends TypedImperativeAggregate<ScanState> implements Serializable {
    private static final long serialVersionUID = 1;
    private final Seq<Expression> columns;
    private final ScanState.StateFactory factory;
    private final int mutableOffset;
    private final int inputOffset;
    private transient int @Nullable [] at;

    /** Spark copies expressions by their constructor. */
    public ObservedAggregate(
            Seq<Expression> columns, ScanState.StateFactory factory, int mutableOffset, int inputOffset) {
        this.columns = columns;
        this.factory = factory;
        this.mutableOffset = mutableOffset;
        this.inputOffset = inputOffset;
    }

    /** To be observed; {@code columns} are plain columns of the observed rows. */
    public static Column of(List<Column> columns, ScanState.StateFactory factory) {
        List<Expression> expressions = columns.stream().map(Column::expr).toList();
        return new Column(
                new ObservedAggregate(JavaConverters.asScalaBuffer(expressions).toSeq(), factory, 0, 0)
                        .toAggregateExpression());
    }

    /** The state that was observed. */
    public static ScanState read(ScanState.StateFactory factory, @Nullable Object observed) {
        if (!(observed instanceof byte[] bytes)) {
            throw new IllegalStateException("the write has counted nothing");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return factory.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("a state of %d bytes ends early".formatted(bytes.length), e);
        }
    }

    @Override
    public ScanState createAggregationBuffer() {
        return factory.empty();
    }

    @Override
    public ScanState update(ScanState totals, InternalRow row) {
        int[] places = at;
        if (places == null) {
            places = places();
            at = places;
        }
        totals.add(row, places);
        return totals;
    }

    private int[] places() {
        return JavaConverters.seqAsJavaList(columns).stream()
                .mapToInt(column -> ((BoundReference) column).ordinal())
                .toArray();
    }

    @Override
    public ScanState merge(ScanState a, ScanState b) {
        a.merge(b);
        return a;
    }

    @Override
    public Object eval(ScanState totals) {
        return serialize(totals);
    }

    @Override
    public byte[] serialize(ScanState totals) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            totals.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // there is none in memory
        }
        return bytes.toByteArray();
    }

    @Override
    public ScanState deserialize(byte[] bytes) {
        return read(factory, bytes);
    }

    @Override
    public DataType dataType() {
        return DataTypes.BinaryType;
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public Seq<Expression> children() {
        return columns;
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
        return new ObservedAggregate(children, factory, mutableOffset, inputOffset);
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
        return new ObservedAggregate(columns, factory, offset, inputOffset);
    }

    @Override
    public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
        return new ObservedAggregate(columns, factory, mutableOffset, offset);
    }

    /** Code is never generated for an aggregate itself; for its children it may be. */
    @Override
    public ExprCode doGenCode(CodegenContext context, ExprCode code) {
        throw new UnsupportedOperationException("an imperative aggregate is not compiled");
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ObservedAggregate;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObservedAggregate that
                && columns.equals(that.columns)
                && factory.equals(that.factory)
                && mutableOffset == that.mutableOffset
                && inputOffset == that.inputOffset;
    }

    @Override
    public int hashCode() {
        return columns.hashCode() * 31 + factory.hashCode();
    }

    @Override
    public int productArity() {
        return 4;
    }

    @Override
    public Object productElement(int place) {
        return switch (place) {
            case 0 -> columns;
            case 1 -> factory;
            case 2 -> mutableOffset;
            default -> inputOffset;
        };
    }
}
