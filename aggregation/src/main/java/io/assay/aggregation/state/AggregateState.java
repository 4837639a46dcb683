package io.assay.aggregation.state;

import io.assay.aggregation.codec.ByteReader;
import io.assay.aggregation.codec.ByteWriter;
import io.assay.aggregation.codec.UnreadableBytesException;
import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.feature.Aggregate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of one aggregate: grows by values, merges with other states in any order, and is finished into a
 * value. Not safe for several threads at once.
 *
 * <p>The binary form carries its version, the aggregate and the value type. Merging is associative and commutative:
 * counts, integers, decimals and sums of doubles are exact, whatever the order.
 */
public abstract sealed class AggregateState
        permits CountState, SumState, VarianceState, MinMaxState, FirstLastState, DistinctState {
    private final Aggregate aggregate;
    private final ValueType type;

    AggregateState(Aggregate aggregate, ValueType type) {
        this.aggregate = aggregate;
        this.type = type;
    }

    /** A state that has seen nothing; {@code type} is what {@code of} is ({@code count} takes any). */
    public static AggregateState empty(Aggregate aggregate, ValueType type) {
        return switch (aggregate) {
            case COUNT -> new CountState(type);
            case SUM, MEAN -> new SumState(aggregate, number(aggregate, type));
            case VARIANCE, STDDEV -> new VarianceState(aggregate, number(aggregate, type));
            case MIN, MAX -> new MinMaxState(aggregate, type);
            case FIRST, LAST -> new FirstLastState(aggregate, type);
            case COUNT_DISTINCT -> new DistinctState(type);
            case FIRST_K, LAST_K, PERCENTILE, TOP_K, HISTOGRAM ->
                throw new InvalidDefinitionException(
                        "aggregate",
                        "'%s' is not in this version".formatted(aggregate.word()),
                        "use another aggregate");
        };
    }

    private static ValueType number(Aggregate aggregate, ValueType type) {
        if (!type.isNumber()) {
            throw new InvalidDefinitionException(
                    "aggregate",
                    "%s of %s values has no meaning"
                            .formatted(aggregate.word(), type.name().toLowerCase(Locale.ROOT)),
                    "aggregate a number, or cast in 'of'");
        }
        return type;
    }

    /** Reads {@link #bytes()} back. */
    public static AggregateState read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    /** Reads {@link #bytes()} back from the middle of an array. */
    public static AggregateState read(byte[] bytes, int offset, int length) {
        try {
            return read(new ByteReader(bytes, offset, length));
        } catch (UnreadableBytesException e) {
            throw new UnreadableStateException(e);
        }
    }

    private static AggregateState read(ByteReader in) {
        int format = in.raw();
        AggregateState state = emptyOf(AggregateCode.of(in.raw()), ValueType.ofCode(in.raw()));
        if (format < 1 || format > state.format()) {
            throw new UnreadableStateException("format %d is not %d".formatted(format, state.format()));
        }
        state.readFrom(in, format);
        in.finish();
        return state;
    }

    private static AggregateState emptyOf(Aggregate aggregate, ValueType type) {
        try {
            return empty(aggregate, type);
        } catch (InvalidDefinitionException e) {
            throw (UnreadableStateException)
                    new UnreadableStateException("%s of %s".formatted(aggregate.word(), type)).initCause(e);
        }
    }

    public final Aggregate aggregate() {
        return aggregate;
    }

    public final ValueType type() {
        return type;
    }

    /**
     * Takes one event's value in; null changes nothing. {@code count} without {@code of} is given any value that is not
     * null.
     *
     * @param value see {@link ValueType}
     * @param order the event's place, by which first and last are chosen
     */
    public final void update(@Nullable Object value, EventOrder order) {
        if (value != null) {
            take(value, order);
        }
    }

    abstract void take(Object value, EventOrder order);

    /** Takes in all that {@code other} has seen; {@code other} stays as it is, and shares nothing with this. */
    public final void merge(AggregateState other) {
        if (other.aggregate != aggregate || other.type != type) {
            throw new IllegalArgumentException(
                    "a state of %s of %s cannot take in one of %s of %s; compute the view again after its column changed type"
                            .formatted(aggregate.word(), type, other.aggregate.word(), other.type));
        }
        mergeSame(other);
    }

    abstract void mergeSame(AggregateState other);

    /**
     * The value: {@link Long} for counts; for sums the value type's kind ({@link java.math.BigInteger} if an integer
     * sum does not fit a long); {@link Double} for mean, variance and stddev; else the value itself. Null where there
     * is none.
     */
    public abstract @Nullable Object finish();

    /** What the values that {@link #finish} gives are. */
    public final ValueType finished() {
        return switch (aggregate) {
            case COUNT, COUNT_DISTINCT -> ValueType.INTEGER;
            case MEAN, VARIANCE, STDDEV -> ValueType.FLOATING_POINT;
            case SUM, MIN, MAX, FIRST, LAST, FIRST_K, LAST_K, PERCENTILE, TOP_K, HISTOGRAM -> type;
        };
    }

    /** A state of its own that has seen the same. */
    public final AggregateState copy() {
        AggregateState copy = empty(aggregate, type);
        copy.mergeSame(this);
        return copy;
    }

    /** The binary form. */
    public final byte[] bytes() {
        ByteWriter out = new ByteWriter(32);
        out.raw(format());
        out.raw(AggregateCode.of(aggregate));
        out.raw(type.code());
        writeTo(out);
        return out.bytes();
    }

    /** Version of the binary form that {@link #writeTo} writes; those before it are read too. */
    int format() {
        return 1;
    }

    abstract void writeTo(ByteWriter out);

    abstract void readFrom(ByteReader in, int format);
}
