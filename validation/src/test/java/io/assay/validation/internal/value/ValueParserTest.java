package io.assay.validation.internal.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.contract.ColumnType;
import io.assay.validation.internal.value.ValueParser.Unparsed;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueParserTest {
    private static final ValueParser LONG = ValueParser.of(new ColumnType.IntegerType(64));
    private static final ValueParser DOUBLE = ValueParser.of(new ColumnType.FloatingPointType(64));
    private static final ValueParser DATE = ValueParser.of(new ColumnType.Date(Optional.empty()));
    private static final ValueParser UTC = timestamp(Optional.empty(), ZoneOffset.UTC);

    private static ValueParser timestamp(Optional<String> format, ZoneId zone) {
        return ValueParser.of(new ColumnType.Timestamp(format, zone));
    }

    private static Object micros(String instant) {
        Instant at = Instant.parse(instant);
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    @Test
    void integersReachToTheEndsOfTheirRangeAndNoFurther() {
        assertThat(LONG.parse("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(LONG.parse("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
        assertThat(LONG.parse("9223372036854775808")).isEqualTo(Unparsed.FAULT);
        assertThat(LONG.parse("-9223372036854775809")).isEqualTo(Unparsed.FAULT);
        assertThat(LONG.parse("99999999999999999999")).isEqualTo(Unparsed.FAULT);
        ValueParser bytes = ValueParser.of(new ColumnType.IntegerType(8));
        assertThat(bytes.parse("-128")).isEqualTo(-128);
        assertThat(bytes.parse("128")).isEqualTo(Unparsed.FAULT);
        assertThat(ValueParser.of(new ColumnType.IntegerType(32)).parse("2147483648"))
                .isEqualTo(Unparsed.FAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+", "-", " 1", "1 ", "1.", ".0", "-.0", "1.01", "1.0.0", "1e3", "0x1", "١", "1_000", "1,000"
            })
    void whatIsNoIntegerIsAFault(String text) {
        assertThat(LONG.parse(text)).isEqualTo(Unparsed.FAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1",
        "-2.5",
        "123456789.123456",
        "1e-7",
        "4.9e-324",
        "1.7976931348623157e308",
        "0.30000000000000004",
        "+3",
        ".5",
        "5.",
        "123456789012345678901234567890"
    })
    void doublesAreTheNearestToTheirText(String text) {
        assertThat(DOUBLE.parse(text)).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void nanAndInfinitiesAreValuesAndOtherWordsAreNot() {
        assertThat(DOUBLE.parse("NaN")).isEqualTo(Double.NaN);
        assertThat(DOUBLE.parse("1e999")).isEqualTo(ValueParser.Unparsed.FAULT);
        assertThat(DOUBLE.parse("-Infinity")).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(DOUBLE.parse("inf")).isEqualTo(Double.POSITIVE_INFINITY);
        for (String text : new String[] {"1d", "1f", "0x1p3", "abc", "--1", "1.2.3", " 1", "."}) {
            assertThat(DOUBLE.parse(text)).as(text).isEqualTo(Unparsed.FAULT);
        }
    }

    @Test
    void decimalsAreExactAndNeverRounded() {
        ValueParser money = ValueParser.of(new ColumnType.Decimal(38, 10));
        assertThat(money.parse("1234567890123456789012345678.0123456789"))
                .isEqualTo(Decimal.apply(new BigDecimal("1234567890123456789012345678.0123456789"), 38, 10));
        ValueParser cents = ValueParser.of(new ColumnType.Decimal(5, 2));
        assertThat(cents.parse("999.99")).isEqualTo(Decimal.apply(new BigDecimal("999.99"), 5, 2));
        assertThat(cents.parse("1.500")).isEqualTo(Decimal.apply(new BigDecimal("1.50"), 5, 2));
        assertThat(cents.parse("1.005")).isEqualTo(Unparsed.FAULT);
        assertThat(cents.parse("1000")).isEqualTo(Unparsed.FAULT);
        assertThat(cents.parse("1e999999999")).isEqualTo(Unparsed.FAULT);
        assertThat(cents.parse("NaN")).isEqualTo(Unparsed.FAULT);
    }

    @Test
    void datesThatDoNotExistAreFaults() {
        assertThat(DATE.parse("2024-02-29"))
                .isEqualTo((int) LocalDate.of(2024, 2, 29).toEpochDay());
        for (String text : new String[] {"2023-02-29", "2023-02-31", "2023-13-01", "2023-1-1", "2023-01-01T00:00"}) {
            assertThat(DATE.parse(text)).as(text).isEqualTo(Unparsed.FAULT);
        }
        ValueParser german = ValueParser.of(new ColumnType.Date(Optional.of("dd.MM.yyyy")));
        assertThat(german.parse("28.02.2023"))
                .isEqualTo((int) LocalDate.of(2023, 2, 28).toEpochDay());
        assertThat(german.parse("31.02.2023")).isEqualTo(Unparsed.FAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "2013-01-01T10:00:00Z,2013-01-01T10:00:00Z",
        "2013-01-01 10:00,2013-01-01T10:00:00Z",
        "2013-01-01T10:00:00.123456789Z,2013-01-01T10:00:00.123456Z",
        "2013-01-01T10:00:00+02:00,2013-01-01T08:00:00Z",
        "2013-01-01T10:00:00-0530,2013-01-01T15:30:00Z",
        "2013-01-01T10:00:00+02,2013-01-01T08:00:00Z",
        "2013-01-01,2013-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999Z,1969-12-31T23:59:59.999999Z"
    })
    void timestampsAreReadWithTheirZone(String text, String instant) {
        assertThat(UTC.parse(text)).isEqualTo(micros(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2013-02-30T10:00:00Z",
                "2013-01-01T24:00:00Z",
                "2013-01-01T10:60:00Z",
                "2013-01-01T10:00:00X",
                "2013-01-01T",
                "2013-01-01T10",
                "2013-01-01T10:00:00.Z",
                "2013-01-01T10:00:00Zz",
                "now",
                "2013-01-01T10:00:00+1"
            })
    void whatIsNoTimestampIsAFault(String text) {
        assertThat(UTC.parse(text)).isEqualTo(Unparsed.FAULT);
    }

    @Test
    void aTimestampWithoutAZoneIsInTheContractsZoneAndASkippedOneIsAFault() {
        ValueParser newYork = timestamp(Optional.empty(), ZoneId.of("America/New_York"));
        assertThat(newYork.parse("2013-07-01T10:00:00")).isEqualTo(micros("2013-07-01T14:00:00Z"));
        assertThat(newYork.parse("2013-07-01T10:00:00Z")).isEqualTo(micros("2013-07-01T10:00:00Z"));
        assertThat(newYork.parse("2013-03-10T02:30:00")).isEqualTo(Unparsed.FAULT);
        ValueParser own = timestamp(Optional.of("dd/MM/yyyy HH:mm"), ZoneId.of("America/New_York"));
        assertThat(own.parse("01/07/2013 10:00")).isEqualTo(micros("2013-07-01T14:00:00Z"));
        assertThat(own.parse("31/02/2013 10:00")).isEqualTo(Unparsed.FAULT);
    }

    /** Timestamps by their year in UTC. */
    @Test
    void yearsAreFrom1To9999() {
        ValueParser tokyo = timestamp(Optional.empty(), ZoneId.of("Asia/Tokyo"));
        ValueParser years = ValueParser.of(new ColumnType.Date(Optional.of("d.M.uuuuuuuuuu")));
        ValueParser own = timestamp(Optional.of("d.M.uuuuuuuuuu HH:mm"), ZoneId.of("UTC"));
        assertThat(DATE.parse("0001-01-01"))
                .isEqualTo((int) LocalDate.of(1, 1, 1).toEpochDay());
        assertThat(DATE.parse("9999-12-31"))
                .isEqualTo((int) LocalDate.of(9999, 12, 31).toEpochDay());
        assertThat(DATE.parse("0000-12-31")).isEqualTo(Unparsed.FAULT);
        assertThat(years.parse("1.1.0000000000")).isEqualTo(Unparsed.FAULT);
        assertThat(years.parse("1.1.+999999999")).isEqualTo(Unparsed.FAULT);
        assertThat(own.parse("1.1.0000010000 00:00")).isEqualTo(Unparsed.FAULT);
        assertThat(own.parse("1.1.+999999999 00:00")).isEqualTo(Unparsed.FAULT);
        assertThat(UTC.parse("0000-12-31T00:00:00Z")).isEqualTo(Unparsed.FAULT);
        assertThat(UTC.parse("0001-01-01T00:00:00+14:00")).isEqualTo(Unparsed.FAULT);
        assertThat(UTC.parse("9999-12-31T23:59:59-12:00")).isEqualTo(Unparsed.FAULT);
        assertThat(UTC.parse("0000-12-31T20:00:00-05:00")).isEqualTo(micros("0001-01-01T01:00:00Z"));
        assertThat(UTC.parse("9999-12-31T23:59:59.999999999Z")).isEqualTo(micros("9999-12-31T23:59:59.999999Z"));
        assertThat(tokyo.parse("0001-01-01")).isEqualTo(Unparsed.FAULT);
    }

    @Test
    void timesAreKeptAsTextThatOrdersAsTheyDo() {
        ValueParser time = ValueParser.of(new ColumnType.Time(Optional.empty()));
        assertThat(time.parse("09:05")).isEqualTo(UTF8String.fromString("09:05:00"));
        assertThat(time.parse("09:05:01.5")).isEqualTo(UTF8String.fromString("09:05:01.5"));
        assertThat(time.parse("24:00")).isEqualTo(Unparsed.FAULT);
        assertThat(ValueParser.of(new ColumnType.Time(Optional.of("h:mm a"))).parse("9:05 PM"))
                .isEqualTo(UTF8String.fromString("21:05:00"));
    }

    @Test
    void booleansAreTheStringsThatSparkCasts() {
        ValueParser bool = ValueParser.of(new ColumnType.Bool());
        assertThat(bool.parse("TRUE")).isEqualTo(true);
        assertThat(bool.parse("0")).isEqualTo(false);
        assertThat(bool.parse("maybe")).isEqualTo(Unparsed.FAULT);
    }

    @Test
    void bytesAreBase64() {
        ValueParser bytes = ValueParser.of(new ColumnType.Bytes());
        assertThat((byte[]) bytes.parse("aGk=")).isEqualTo("hi".getBytes(StandardCharsets.UTF_8));
        assertThat(bytes.parse("a")).isEqualTo(Unparsed.FAULT);
    }
}
