package io.assay.validation.internal.scan;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.catalyst.expressions.XxHash64Function$;
import org.apache.spark.sql.catalyst.expressions.aggregate.ApproximatePercentile;
import org.apache.spark.sql.catalyst.util.QuantileSummaries;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What is measured of one column: values that are there and, as its kind allows, how many differ, the least and the
 * greatest, moments, ranks. Times are numbers of seconds since the epoch.
 */
public final class ColumnStatistics {
    private static final double MICROS = 1e6;
    private static final double DAY = 86_400;
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final int HOURS = 24;
    private static final int WEEKDAYS = 7;
    private static final int FIRST_WEEKDAY = 3; // 1970-01-01 was a Thursday, Monday is 0

    private static final int NO_ENTRY = -1;

    private final MeasuredColumn column;
    private final DistinctSketch distinct = new DistinctSketch();
    private final NumberCounts numbers;
    private final QuantileSketch ranks;
    private TextCounts texts;
    private final long[] cycle;
    private long present;
    private double least = Double.NaN;
    private double greatest = Double.NaN;
    private double sum;
    private double average;
    private double squares;
    private boolean lastPresent;
    private double lastNumber = Double.NaN;
    private int lastEntry = NO_ENTRY;

    ColumnStatistics(MeasuredColumn column, QuantileSketch.Size size) {
        this.column = column;
        this.texts = new TextCounts(distinct, column.counted());
        this.numbers = new NumberCounts(column.edges(), column.counted());
        this.ranks = new QuantileSketch(numbers, size);
        this.cycle = new long
                [switch (column.kind().reading()) {
                    case TIMESTAMP -> HOURS;
                    case DATE -> WEEKDAYS;
                    case BOOLEAN -> 2;
                    default -> 0;
                }];
    }

    void add(InternalRow row, int at) {
        if (row.isNullAt(at)) {
            lastPresent = false;
            lastEntry = NO_ENTRY;
            return;
        }
        lastPresent = true;
        present++;
        switch (column.kind().reading()) {
            case NOTHING -> {}
            case BOOLEAN -> truth(row.getBoolean(at));
            case STRING -> text(row.getUTF8String(at));
            case BYTE -> integer(row.getByte(at));
            case SHORT -> integer(row.getShort(at));
            case INT -> integer(row.getInt(at));
            case LONG -> {
                long value = row.getLong(at);
                distinct.add(XXH64.hashLong(value, DistinctSketch.SEED));
                number((double) value);
            }
            case FLOAT -> {
                float value = row.getFloat(at);
                distinct.add(XXH64.hashInt(value == 0 ? 0 : Float.floatToIntBits(value), DistinctSketch.SEED));
                number(value);
            }
            case DOUBLE -> {
                double value = row.getDouble(at);
                distinct.add(XXH64.hashLong(value == 0 ? 0 : Double.doubleToLongBits(value), DistinctSketch.SEED));
                number(value);
            }
            case DECIMAL -> decimal(row, at, (DecimalType) column.kind().type());
            case DATE -> {
                int days = row.getInt(at);
                distinct.add(XXH64.hashInt(days, DistinctSketch.SEED));
                range(days * DAY);
                cycle[Math.floorMod(days + FIRST_WEEKDAY, WEEKDAYS)]++;
            }
            case TIMESTAMP -> {
                long micros = row.getLong(at);
                distinct.add(XXH64.hashLong(micros, DistinctSketch.SEED));
                range(micros / MICROS);
                cycle[(int) Math.floorMod(Math.floorDiv(micros, HOUR_MICROS), (long) HOURS)]++;
            }
        }
    }

    private void truth(boolean value) {
        distinct.add(XXH64.hashInt(value ? 1 : 0, DistinctSketch.SEED));
        cycle[value ? 1 : 0]++;
        lastNumber = value ? 1 : 0;
    }

    private void text(UTF8String value) {
        lastEntry = texts.add(
                value,
                XXH64.hashUnsafeBytes(
                        value.getBaseObject(), value.getBaseOffset(), value.numBytes(), DistinctSketch.SEED));
    }

    private void integer(int value) {
        distinct.add(XXH64.hashInt(value, DistinctSketch.SEED));
        number(value);
    }

    private void decimal(InternalRow row, int at, DecimalType type) {
        Decimal value = row.getDecimal(at, type.precision(), type.scale());
        distinct.add(XxHash64Function$.MODULE$.hash(value, type, DistinctSketch.SEED));
        number(value.toDouble());
    }

    private void number(double value) {
        lastNumber = value;
        range(value);
        ranks.add(value);
        sum += value;
        double delta = value - average; // Welford, as Deequ and Spark have it
        average += delta / present;
        squares += delta * (value - average);
    }

    /** NaN is greater than any number, as in Spark. */
    private void range(double value) {
        if (present == 1 || Double.compare(value, least) < 0) {
            least = value;
        }
        if (present == 1 || Double.compare(value, greatest) > 0) {
            greatest = value;
        }
    }

    void merge(ColumnStatistics other) {
        if (other.present == 0) {
            return;
        }
        if (present == 0 || Double.compare(other.least, least) < 0) {
            least = other.least;
        }
        if (present == 0 || Double.compare(other.greatest, greatest) > 0) {
            greatest = other.greatest;
        }
        double all = (double) present + other.present;
        double delta = other.average - average;
        squares += other.squares + delta * delta * present * other.present / all;
        average += delta * other.present / all;
        sum += other.sum;
        present += other.present;
        distinct.merge(other.distinct);
        ranks.merge(other.ranks.summary());
        ranks.summary(); // what is still to be counted
        numbers.merge(other.numbers);
        texts.merge(other.texts);
        for (int i = 0; i < cycle.length; i++) {
            cycle[i] += other.cycle[i];
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(present);
        for (double number : new double[] {least, greatest, sum, average, squares}) {
            out.writeDouble(number);
        }
        for (long word : distinct.words) {
            out.writeLong(word);
        }
        byte[] bytes = ApproximatePercentile.serializer().serialize(digest());
        out.writeInt(bytes.length);
        out.write(bytes);
        numbers.write(out);
        texts.write(out);
        for (long count : cycle) {
            out.writeLong(count);
        }
    }

    static ColumnStatistics read(MeasuredColumn column, QuantileSketch.Size size, DataInputStream in)
            throws IOException {
        ColumnStatistics total = new ColumnStatistics(column, size);
        total.present = in.readLong();
        total.least = in.readDouble();
        total.greatest = in.readDouble();
        total.sum = in.readDouble();
        total.average = in.readDouble();
        total.squares = in.readDouble();
        for (int i = 0; i < total.distinct.words.length; i++) {
            total.distinct.words[i] = in.readLong();
        }
        QuantileSummaries ranks = ApproximatePercentile.serializer()
                .deserialize(in.readNBytes(in.readInt()))
                .quantileSummaries();
        if (ranks.count() > 0) {
            total.ranks.merge(ranks);
        }
        total.numbers.read(in);
        total.texts = TextCounts.read(total.distinct, column.counted(), in);
        for (int i = 0; i < total.cycle.length; i++) {
            total.cycle[i] = in.readLong();
        }
        return total;
    }

    /** Values that are not null. */
    public long present() {
        return present;
    }

    public double least() {
        return least;
    }

    public double greatest() {
        return greatest;
    }

    public double sum() {
        return sum;
    }

    public double average() {
        return average;
    }

    /** Sum of the squared distances from the average. */
    public double squares() {
        return squares;
    }

    /** HyperLogLog++ registers, in words. */
    public long[] distinct() {
        return distinct.words.clone();
    }

    /** How many values differ, if they are counted and not only estimated. */
    public OptionalInt counted() {
        return switch (column.kind().reading()) {
            case STRING -> texts.overflowed() ? OptionalInt.empty() : OptionalInt.of(texts.entries());
            case BYTE, SHORT, INT, LONG, FLOAT, DOUBLE, DECIMAL -> numbers().distinct();
            case BOOLEAN ->
                OptionalInt.of(
                        (int) Arrays.stream(cycle).filter(count -> count > 0).count());
            case NOTHING, DATE, TIMESTAMP -> OptionalInt.empty();
        };
    }

    public ApproximatePercentile.PercentileDigest digest() {
        return new ApproximatePercentile.PercentileDigest(ranks.summary());
    }

    boolean lastPresent() {
        return lastPresent;
    }

    /** The last row's value; NaN if it is not a number. */
    double lastNumber() {
        return lastNumber;
    }

    /** Number of the last row's text in {@link #texts}; negative if it has none. */
    int lastEntry() {
        return lastEntry;
    }

    TextCounts texts() {
        return texts;
    }

    NumberCounts numbers() {
        ranks.summary(); // what is still to be counted
        return numbers;
    }

    /** Of timestamps by hour, of dates by weekday, of booleans those that are false, then those that are true. */
    long[] cycle() {
        return cycle.clone();
    }

    MeasuredColumn column() {
        return column;
    }
}
