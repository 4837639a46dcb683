package io.assay.validation.internal.profile;

import io.assay.definition.contract.ColumnType;
import io.assay.validation.internal.value.ValueParser;
import io.assay.validation.profile.ColumnProfile;
import io.assay.validation.profile.TextProfile;
import io.assay.validation.profile.TextProfile.Kind;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.unsafe.types.UTF8String;

/** What texts can be read as, and what they look like: each text is looked at once, or once a row if many differ. */
final class TextLooks implements Serializable {
    private static final long serialVersionUID = 1;
    private static final List<String> TRUTHS = List.of("true", "false", "t", "f", "yes", "no", "y", "n");
    private static final ValueParser LONG = ValueParser.of(new ColumnType.IntegerType(64));
    private static final ValueParser DOUBLE = ValueParser.of(new ColumnType.FloatingPointType(64));
    private static final ValueParser DATE = ValueParser.of(new ColumnType.Date(Optional.empty()));
    private static final ValueParser TIMESTAMP =
            ValueParser.of(new ColumnType.Timestamp(Optional.empty(), ZoneOffset.UTC));
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int ISO_DATE = 10;
    private static final int LONGEST_NUMBER = 40;
    private static final int MOST_SHAPES = 16;
    private static final int LONGEST_SHAPE = 40;

    private final long[] kinds = new long[Kind.values().length];
    private final NumberState numbers;
    private long zeroLed;
    private long beyondLong;
    private long signed;
    private int longestNumber;
    private int mostDecimals;
    private long commaNumbers;
    private long spaced;
    private long zoned;
    private int truths;
    private long timeFormats = TimeFormats.ALL;
    private int stringFormats = TextFormats.EVERY;
    private final Map<String, Long> shapes = new HashMap<>();
    private boolean shaped = true;
    private long texts;
    private long shortest = Long.MAX_VALUE;
    private long longest;
    private double lengths;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    TextLooks(int memory) {
        this.numbers = new NumberState(memory);
    }

    /** Looks at a text that {@code times} rows have. */
    void look(UTF8String text, long times) {
        long length = text.numChars();
        texts += times;
        shortest = Math.min(shortest, length);
        longest = Math.max(longest, length);
        lengths += (double) length * times;
        byte[] bytes = text.getBytes();
        Kind kind = kind(bytes, times);
        kinds[kind.place()] += times;
        if (isSpace(bytes[0]) || isSpace(bytes[bytes.length - 1])) {
            spaced += times;
        }
        if (timeFormats != 0) {
            timeFormats = bytes.length < TimeFormats.SHORTEST || bytes.length > TimeFormats.LONGEST
                    ? 0
                    : TimeFormats.of(bytes, timeFormats);
        }
        if (stringFormats != 0) {
            stringFormats = kind == Kind.OTHER ? TextFormats.of(text.toString(), stringFormats) : 0;
        }
        if (shaped) {
            shape(bytes, times);
        }
    }

    private static boolean isSpace(byte c) {
        return c >= 0 && c <= ' ';
    }

    private Kind kind(byte[] bytes, long times) {
        byte first = bytes[0];
        boolean begins = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
        if (begins && bytes.length <= LONGEST_NUMBER) {
            Kind number = number(bytes, times);
            if (number != Kind.OTHER) {
                return number;
            }
            if (bytes.length >= ISO_DATE && bytes[4] == '-') {
                return time(bytes, times);
            }
            return Kind.OTHER;
        }
        if (bytes.length <= "false".length()) {
            int word = TRUTHS.indexOf(new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
            if (word >= 0) {
                truths |= 1 << word;
                return Kind.BOOLEAN;
            }
        }
        return Kind.OTHER;
    }

    private Kind number(byte[] bytes, long times) {
        int digits = 0;
        int decimals = -1;
        boolean plain = true;
        boolean comma = false;
        for (int i = 0; i < bytes.length; i++) {
            byte c = bytes[i];
            if (c >= '0' && c <= '9') {
                digits++;
                decimals += decimals >= 0 ? 1 : 0;
            } else if (c == '.' && decimals < 0) {
                decimals = 0;
            } else if (c == ',' && !comma) {
                comma = true;
            } else if (c == 'e' || c == 'E') {
                plain = false;
            } else if ((c != '-' && c != '+') || (i > 0 && bytes[i - 1] != 'e' && bytes[i - 1] != 'E')) {
                return Kind.OTHER;
            }
        }
        if (digits == 0) {
            return Kind.OTHER;
        }
        if (comma) {
            commaNumbers += plain && decimals < 0 ? times : 0;
            return Kind.OTHER;
        }
        Object value = DOUBLE.parse(bytes, 0, bytes.length);
        if (ValueParser.isFault(value)) {
            return Kind.OTHER;
        }
        numbers.add((Double) value, times);
        longestNumber = Math.max(longestNumber, digits);
        mostDecimals = Math.max(mostDecimals, decimals);
        int start = bytes[0] == '-' || bytes[0] == '+' ? 1 : 0;
        if (bytes.length > start + 1 && bytes[start] == '0' && bytes[start + 1] >= '0' && bytes[start + 1] <= '9') {
            zeroLed += times;
        }
        if (!plain || decimals >= 0) {
            return Kind.DECIMAL;
        }
        if (ValueParser.isFault(LONG.parse(bytes, 0, bytes.length))) {
            beyondLong += times;
        }
        signed += bytes[0] == '+' ? times : 0;
        return Kind.INTEGER;
    }

    private Kind time(byte[] bytes, long times) {
        if (bytes.length == ISO_DATE) {
            Object day = DATE.parse(bytes, 0, bytes.length);
            if (ValueParser.isFault(day)) {
                return Kind.OTHER;
            }
            range((Integer) day * DAY_MICROS);
            return Kind.DATE;
        }
        Object micros = TIMESTAMP.parse(bytes, 0, bytes.length);
        if (ValueParser.isFault(micros)) {
            return Kind.OTHER;
        }
        range((Long) micros);
        for (int i = ISO_DATE + 1; i < bytes.length; i++) {
            if (bytes[i] == 'Z' || bytes[i] == 'z' || bytes[i] == '+' || bytes[i] == '-') {
                zoned += times;
                break;
            }
        }
        return Kind.TIMESTAMP;
    }

    private void range(long micros) {
        earliest = Math.min(earliest, micros);
        latest = Math.max(latest, micros);
    }

    private void shape(byte[] bytes, long times) {
        if (bytes.length > LONGEST_SHAPE) {
            endShapes();
            return;
        }
        char[] shape = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            byte c = bytes[i];
            if (c < ' ' || c == 0x7F) {
                endShapes();
                return;
            }
            shape[i] = c >= '0' && c <= '9' ? '9' : c >= 'A' && c <= 'Z' ? 'A' : c >= 'a' && c <= 'z' ? 'a' : (char) c;
        }
        shapes.merge(new String(shape), times, Long::sum);
        if (shapes.size() > MOST_SHAPES) {
            endShapes();
        }
    }

    private void endShapes() {
        shaped = false;
        shapes.clear();
    }

    void merge(TextLooks other) {
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] += other.kinds[i];
        }
        numbers.merge(other.numbers);
        zeroLed += other.zeroLed;
        beyondLong += other.beyondLong;
        signed += other.signed;
        longestNumber = Math.max(longestNumber, other.longestNumber);
        mostDecimals = Math.max(mostDecimals, other.mostDecimals);
        commaNumbers += other.commaNumbers;
        spaced += other.spaced;
        zoned += other.zoned;
        truths |= other.truths;
        timeFormats &= other.timeFormats;
        stringFormats &= other.stringFormats;
        other.shapes.forEach((shape, times) -> shapes.merge(shape, times, Long::sum));
        shaped &= other.shaped;
        if (!shaped || shapes.size() > MOST_SHAPES) {
            endShapes();
        }
        texts += other.texts;
        shortest = Math.min(shortest, other.shortest);
        longest = Math.max(longest, other.longest);
        lengths += other.lengths;
        earliest = Math.min(earliest, other.earliest);
        latest = Math.max(latest, other.latest);
    }

    NumberState numbers() {
        return numbers;
    }

    Optional<ColumnProfile.Times> times() {
        if (earliest > latest) {
            return Optional.empty();
        }
        return Optional.of(new ColumnProfile.Times(time(earliest), time(latest)));
    }

    private String time(long micros) {
        return kinds[Kind.TIMESTAMP.place()] == 0 ? day(Math.floorDiv(micros, DAY_MICROS)) : instant(micros);
    }

    static String day(long epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }

    static String instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000)
                .toString();
    }

    Optional<ColumnProfile.Lengths> lengths() {
        return texts == 0
                ? Optional.empty()
                : Optional.of(new ColumnProfile.Lengths(shortest, longest, lengths / texts));
    }

    TextProfile profile() {
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            if (kinds[kind.place()] > 0) {
                counts.put(kind, kinds[kind.place()]);
            }
        }
        TreeSet<String> words = new TreeSet<>();
        for (int i = 0; i < TRUTHS.size(); i++) {
            if ((truths >>> i & 1) == 1) {
                words.add(TRUTHS.get(i));
            }
        }
        boolean some = texts > 0;
        return new TextProfile(
                counts,
                zeroLed,
                beyondLong,
                signed,
                longestNumber,
                mostDecimals,
                commaNumbers,
                spaced,
                zoned,
                List.copyOf(words),
                some ? TimeFormats.dates(timeFormats) : List.of(),
                some ? TimeFormats.timestamps(timeFormats) : List.of(),
                some ? TextFormats.names(stringFormats) : List.of(),
                shapes);
    }
}
