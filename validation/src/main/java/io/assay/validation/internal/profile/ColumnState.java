package io.assay.validation.internal.profile;

import io.assay.validation.internal.scan.DistinctSketch;
import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.profile.ColumnProfile;
import io.assay.validation.profile.ColumnProfile.Value;
import io.assay.validation.profile.TextProfile;
import io.assay.validation.profile.TextProfile.Kind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.unsafe.types.UTF8String;

/** What is counted of one column. */
final class ColumnState implements Serializable {
    private static final long serialVersionUID = 1;
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final int LISTED = 20;

    private final ProfiledColumn column;
    private final DistinctSketch distinct = new DistinctSketch();
    private final DistinctSample sample = new DistinctSample();
    private final TextFrequencies texts = new TextFrequencies();
    private final TextLooks looks;
    private final NumberState numbers;
    private final long[] nullWords = new long[NullWords.ALL.size()];
    private final long[] truths = new long[2];
    private long rows;
    private long present;
    private long empty;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;

    ColumnState(ProfiledColumn column, int memory) {
        this.column = column;
        this.looks = new TextLooks(memory);
        this.numbers = new NumberState(memory);
    }

    /** Takes a value in; returns its hash, 0 of null. */
    long add(InternalRow row, int at) {
        rows++;
        if (row.isNullAt(at)) {
            return 0;
        }
        present++;
        return switch (column.reading()) {
            case NOTHING -> 1;
            case TEXT -> text(row.getUTF8String(at));
            case BOOLEAN -> truth(row.getBoolean(at));
            case BYTE -> integer(row.getByte(at));
            case SHORT -> integer(row.getShort(at));
            case INT -> integer(row.getInt(at));
            case LONG -> integer(row.getLong(at));
            case FLOAT -> floating(row.getFloat(at));
            case DOUBLE -> floating(row.getDouble(at));
            case DECIMAL -> decimal(row, at, (DecimalType) column.type());
            case DATE -> time(row.getInt(at), DAY_MICROS);
            case TIMESTAMP -> time(row.getLong(at), 1);
        };
    }

    private long truth(boolean value) {
        truths[value ? 1 : 0]++;
        return value ? 1 : 2;
    }

    private long integer(long value) {
        long hash = seen(value);
        sample.add(hash, () -> Long.toString(value));
        numbers.add((double) value, 1);
        return hash;
    }

    private long floating(double value) {
        numbers.add(value, 1);
        return seen(value == 0 ? 0 : Double.doubleToLongBits(value));
    }

    private long decimal(InternalRow row, int at, DecimalType type) {
        Decimal value = row.getDecimal(at, type.precision(), type.scale());
        numbers.add(value.toDouble(), 1);
        long hash = XXH64.hashLong(value.toJavaBigDecimal().stripTrailingZeros().hashCode(), DistinctSketch.SEED);
        distinct.add(hash);
        return hash;
    }

    private long time(long value, long unit) {
        earliest = Math.min(earliest, value * unit);
        latest = Math.max(latest, value * unit);
        return seen(value);
    }

    private long seen(long value) {
        long hash = XXH64.hashLong(value, DistinctSketch.SEED);
        distinct.add(hash);
        return hash;
    }

    private long text(UTF8String value) {
        if (value.numBytes() == 0) {
            empty++;
            return 2;
        }
        long hash = XXH64.hashUnsafeBytes(
                value.getBaseObject(), value.getBaseOffset(), value.numBytes(), DistinctSketch.SEED);
        if (texts.exact()) {
            if (texts.count(hash, 1)) {
                return hash;
            }
            if (texts.takes(value)) {
                distinct.add(hash);
                sample.add(hash, value::toString);
                texts.insert(value, hash, 1);
                return hash;
            }
            lookAtAll();
        }
        int word = NullWords.of(value);
        if (word >= 0) {
            nullWords[word]++;
            return hash;
        }
        distinct.add(hash);
        sample.add(hash, value::toString);
        if (!texts.count(hash, 1)) {
            texts.insert(value, hash, 1);
        }
        if (column.parsed()) {
            looks.look(value, 1);
        }
        return hash;
    }

    /** Too many texts differ to parse each once at the end: from now on the text of each row is parsed. */
    private void lookAtAll() {
        texts.forEach(this::look);
        texts.estimate();
    }

    private void look(UTF8String text, long count) {
        int word = NullWords.of(text);
        if (word >= 0) {
            nullWords[word] += count;
        } else if (column.parsed()) {
            looks.look(text, count);
        }
    }

    void merge(ColumnState other) {
        if (texts.exact() && (!other.texts.exact() || texts.size() + other.texts.size() > TextFrequencies.EXACT)) {
            lookAtAll();
        }
        if (!texts.exact() && other.texts.exact()) {
            other.lookAtAll();
        }
        texts.merge(other.texts);
        distinct.merge(other.distinct);
        sample.merge(other.sample);
        looks.merge(other.looks);
        numbers.merge(other.numbers);
        for (int i = 0; i < nullWords.length; i++) {
            nullWords[i] += other.nullWords[i];
        }
        for (int i = 0; i < truths.length; i++) {
            truths[i] += other.truths[i];
        }
        rows += other.rows;
        present += other.present;
        empty += other.empty;
        earliest = Math.min(earliest, other.earliest);
        latest = Math.max(latest, other.latest);
    }

    /** All rows are in. */
    void finish() {
        if (texts.exact()) {
            texts.forEach(this::look);
        }
    }

    /** Words for null that occur beside values of which none is a mere text. */
    Set<String> nullWords() {
        TextProfile text = looks.profile();
        boolean typed = (text.total() > 0 && text.count(Kind.OTHER) == 0)
                || !text.dateFormats().isEmpty()
                || !text.timestampFormats().isEmpty();
        Set<String> words = new TreeSet<>();
        long certain = 0;
        for (int i = 0; i < nullWords.length; i++) {
            String word = NullWords.ALL.get(i);
            if (nullWords[i] > 0 && (typed || NullWords.CERTAIN.contains(word))) {
                words.add(word);
                certain += nullWords[i];
            } else if (nullWords[i] > 0 && nullWords[i] + certain == present) {
                words.add(word); // nothing else
            }
        }
        return words;
    }

    ColumnProfile profile(Set<String> nulls) {
        Map<String, Long> missing = new TreeMap<>();
        long absent = 0;
        for (int i = 0; i < nullWords.length; i++) {
            String word = NullWords.ALL.get(i);
            if (nullWords[i] > 0 && nulls.contains(word)) {
                missing.put(word, nullWords[i]);
                absent += nullWords[i];
            } else if (nullWords[i] > 0) {
                looks.look(UTF8String.fromString(word), nullWords[i]);
            }
        }
        boolean text = column.reading() == ProfiledColumn.Reading.TEXT;
        TextProfile parsed = looks.profile();
        Optional<String> inferred = text && column.parsed() ? inferred(parsed) : Optional.empty();
        boolean numeric = !text
                ? column.isNumber()
                : inferred.filter(type -> type.equals("integral") || type.equals("fractional"))
                        .isPresent();
        List<Value> values = values(missing);
        boolean exact = text ? texts.exact() : !values.isEmpty() || present == 0;
        long differ = exact ? values.size() : distinct.estimate();
        List<Value> listed = values.stream().limit(LISTED).toList();
        long counted = listed.stream().mapToLong(Value::count).sum();
        return new ColumnProfile(
                column.path(),
                inferred.orElse(column.word()),
                inferred.isPresent() && !inferred.get().equals("string"),
                rows,
                present - absent,
                empty,
                Math.min(differ, present - absent),
                exact,
                missing,
                numeric ? Optional.of((text ? looks.numbers() : numbers).profile()) : Optional.empty(),
                text ? looks.times() : times(),
                text ? looks.lengths() : Optional.empty(),
                listed,
                values.isEmpty() ? present - absent : present - absent - counted,
                text && column.parsed() ? Optional.of(parsed) : Optional.empty(),
                sample.values().stream()
                        .filter(value -> !missing.containsKey(value))
                        .toList());
    }

    private Optional<ColumnProfile.Times> times() {
        if (earliest > latest) {
            return Optional.empty();
        }
        boolean date = column.reading() == ProfiledColumn.Reading.DATE;
        return Optional.of(new ColumnProfile.Times(
                date ? TextLooks.day(earliest / DAY_MICROS) : TextLooks.instant(earliest),
                date ? TextLooks.day(latest / DAY_MICROS) : TextLooks.instant(latest)));
    }

    /** The type of all texts. */
    private Optional<String> inferred(TextProfile text) {
        if (text.total() == 0) {
            return Optional.empty();
        }
        if (text.only(Kind.INTEGER)) {
            return Optional.of("integral");
        }
        if (text.only(Kind.INTEGER, Kind.DECIMAL)) {
            return Optional.of("fractional");
        }
        if (text.only(Kind.BOOLEAN)) {
            return Optional.of("boolean");
        }
        if (text.only(Kind.DATE) || !text.dateFormats().isEmpty()) {
            return Optional.of("date");
        }
        if (text.only(Kind.DATE, Kind.TIMESTAMP) || !text.timestampFormats().isEmpty()) {
            return Optional.of("timestamp");
        }
        return Optional.of("string");
    }

    private List<Value> values(Map<String, Long> missing) {
        List<Value> values = new ArrayList<>();
        if (column.reading() == ProfiledColumn.Reading.TEXT) {
            texts.forEach((text, count) -> {
                if (!missing.containsKey(text.toString())) {
                    values.add(new Value(text.toString(), count));
                }
            });
            if (empty > 0) {
                values.add(new Value("", empty));
            }
        } else if (column.reading() == ProfiledColumn.Reading.BOOLEAN) {
            for (int i = 0; i < truths.length; i++) {
                if (truths[i] > 0) {
                    values.add(new Value(i == 1 ? "true" : "false", truths[i]));
                }
            }
        } else if (column.isNumber()) {
            CategoryCounts counts = numbers.values();
            counts.counts()
                    .forEach((hash, count) ->
                            values.add(new Value(counts.labels().getOrDefault(hash, ""), count)));
        }
        values.sort(Comparator.comparingLong(Value::count).reversed().thenComparing(Value::value));
        return values;
    }
}
