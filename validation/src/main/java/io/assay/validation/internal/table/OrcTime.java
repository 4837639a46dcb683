package io.assay.validation.internal.table;

import org.apache.orc.TypeDescription;
import org.apache.orc.TypeDescription.Category;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What ORC's timestamps mean: {@code TIMESTAMP} is a time without a zone, {@code TIMESTAMP_INSTANT} an instant. Spark
 * writes its instants as {@code TIMESTAMP}, and its times without a zone as integers.
 */
final class OrcTime {
    /** Spark names its own type in an attribute. */
    private static final String SPARK_TYPE = "spark.sql.catalyst.type";

    private static final long MICROS = 1_000_000;

    private final OrcZone zone;
    private final long ambiguous; // the second in which a part of a second before it may be meant
    private final boolean fromClock;

    OrcTime(TypeDescription type, OrcZone zone) {
        boolean shown = type.getCategory() == Category.TIMESTAMP;
        this.zone = zone;
        this.ambiguous = shown ? zone.atEpoch() : 0;
        this.fromClock = shown && type(type).equals(DataTypes.TimestampType);
    }

    /** The name of Spark's type that was written, empty where another wrote the file. */
    static String sparkType(TypeDescription type) {
        String name = type.getAttributeValue(SPARK_TYPE);
        return name == null ? "" : name;
    }

    /** Whether an integer is a time without a zone, in microseconds: so Spark writes it. */
    static boolean isLocal(TypeDescription type) {
        return sparkType(type).equals(DataTypes.TimestampNTZType.typeName());
    }

    static DataType type(TypeDescription type) {
        boolean instant = type.getCategory() == Category.TIMESTAMP_INSTANT;
        if (!sparkType(type).isEmpty()) {
            instant = sparkType(type).equals(DataTypes.TimestampType.typeName());
        }
        return instant ? DataTypes.TimestampType : DataTypes.TimestampNTZType;
    }

    /**
     * Microseconds since the epoch.
     *
     * @param millis as ORC's vectors have them
     * @param nanos may be negative: so Arrow writes times before 1970
     */
    long micros(long millis, int nanos) {
        if (Math.abs(nanos) > 999_999_999) {
            throw new IllegalArgumentException("a timestamp has %,d nanoseconds".formatted(nanos));
        }
        long second = millis - nanos / 1_000_000; // ORC adds the milliseconds
        if (second == ambiguous && nanos > 999_999) {
            throw new IllegalArgumentException(
                    "a timestamp is less than a second from 1970-01-01T00:00:00, where ORC stores the parts of the seconds before and after in the same way: write it without parts of a second, or as another format");
        }
        long instant = fromClock ? zone.instant(second) : second;
        return Math.addExact(Math.multiplyExact(Math.floorDiv(instant, 1000L), MICROS), Math.floorDiv(nanos, 1000));
    }
}
