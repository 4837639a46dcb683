package io.assay.validation;

import static io.assay.validation.TestContract.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.definition.contract.Check;
import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.StringFormat;
import io.assay.definition.project.DefinitionReader;
import io.assay.validation.source.Input;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gate and a plain reading agree on every text of every scalar type, the value too, and of every string format. The
 * texts are valid ones, changed in up to three places.
 */
class ScalarAgreementTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TEXTS = 500;
    private static final List<String> SIGNS = List.of(
            "\u0000", "\u0001", "\n", "\u00e9", "😀", "\u0660", "\u00a0", " ", "%", "%4F", "=", "-", ":", "::", ".",
            "0");
    private static final Map<String, List<String>> SAMPLES = Map.ofEntries(
            Map.entry("email", List.of("a.b@example.com", "x+y@a-b.co", "o'neil@x.y.z", "a@" + "l".repeat(63) + ".de")),
            Map.entry("uri", List.of("https://example.com/a?b=c#d", "mailto:a@b", "urn:x:%41", "s3://b/k")),
            Map.entry("uri-reference", List.of("/a/b", "#x", "", "a%20b", "https://[::1]/")),
            Map.entry("uuid", List.of("123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000")),
            Map.entry(
                    "hostname",
                    List.of("a-b.example.com", "localhost", "l".repeat(63) + ".de", "abc.".repeat(63) + "x")),
            Map.entry("ipv4", List.of("0.0.0.0", "255.255.255.255", "192.168.1.10")),
            Map.entry(
                    "ipv6",
                    List.of("::", "::1", "1:2:3:4:5:6:7:8", "fe80::1:2", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4")),
            Map.entry("byte", List.of("", "QQ==", "QUI=", "QUJD", "QUJDRA", "+/+/")),
            Map.entry("date", List.of("2024-02-29", "0001-01-01", "9999-12-31")),
            Map.entry(
                    "date-time",
                    List.of("2024-02-29T10:00:00Z", "2024-01-01t00:00:00.5+01:00", "2024-01-01 23:59:59-18:00")),
            Map.entry("time", List.of("10:00:00Z", "23:59:60z", "00:00:00.123456789012+05:30")),
            Map.entry("duration", List.of("P1Y2M3DT4H5M6S", "P2W", "PT0.5S", "P1D", "PT1M", "P", "P1YT", "P3M")));
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "127",
            "128",
            "-128",
            "32768",
            "-32769",
            "2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1.0",
            "1.50",
            "-12345678.99",
            "123456789.00",
            ".5",
            "5.",
            "1e3",
            "1E-3",
            "1e400",
            "3.5e38",
            "1e-46",
            "NaN",
            "-nan",
            "Infinity",
            "-INF",
            "+inf",
            "0.1234567890123456789",
            "16777217",
            "0.30000001",
            "1e");
    private static final List<String> TIMES = List.of(
            "2024-02-29",
            "2024-02-29T10:00Z",
            "2024-02-29 10:00:00.123456789",
            "2024-01-01T00:00:00+0130",
            "2024-01-01t00:00:00-18:59",
            "0001-01-01T00:00:00+01",
            "2024-02-29T10:00:00x01:00",
            "2024-02-29 10:00:00 0100",
            "9999-12-31T23:59:59-01:00",
            "10:00",
            "23:59:59.5");
    private static final List<String> WORDS = List.of("true", "False", "T", "yes", "N", "1", "0", "no", "y");

    @TempDir
    Path folder;

    private final Random random = new Random(11);

    static Stream<String> formats() {
        return StringFormat.names().stream();
    }

    static Stream<ColumnType> types() {
        return Stream.of(
                new ColumnType.IntegerType(8),
                new ColumnType.IntegerType(16),
                new ColumnType.IntegerType(32),
                new ColumnType.IntegerType(64),
                new ColumnType.FloatingPointType(32),
                new ColumnType.FloatingPointType(64),
                new ColumnType.Decimal(10, 2),
                new ColumnType.Decimal(38, 10),
                new ColumnType.Bool(),
                new ColumnType.Date(Optional.empty()),
                new ColumnType.Timestamp(Optional.empty(), ZoneOffset.UTC),
                new ColumnType.Time(Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void ofFormatsIsTheSame(String format) throws JsonProcessingException {
        List<String> texts = texts(samples(format));
        TestContract contract = TestContract.of("t").with("v", STRING).rule("r", "v", new Check.Format("v", format));
        List<String> valid =
                texts.stream().filter(text -> PlainFormats.valid(format, text)).toList();
        assertThat(valid).hasSizeBetween(TEXTS / 10, TEXTS * 9 / 10);
        assertThat(passing(contract, texts)).isEqualTo(valid);
    }

    @ParameterizedTest
    @MethodSource("types")
    void ofTypesIsTheSame(ColumnType type) throws JsonProcessingException {
        List<String> samples = type instanceof ColumnType.Bool
                ? WORDS
                : type instanceof ColumnType.Date
                        ? samples("date")
                        : type instanceof ColumnType.Timestamp || type instanceof ColumnType.Time ? TIMES : NUMBERS;
        List<String> texts =
                texts(samples).stream().filter(text -> !text.isEmpty()).toList();
        List<Object> values = texts.stream()
                .flatMap(text -> PlainTypes.value(type, text).stream())
                .toList();
        assertThat(values).hasSizeBetween(TEXTS / 20, TEXTS * 9 / 10);
        List<Object> found = passing(TestContract.of("t").with("v", type), texts);
        for (int i = 0; i < Math.min(found.size(), values.size()); i++) {
            assertThat(found.get(i)).as("value %d of %s", i, values).isEqualTo(values.get(i));
        }
        assertThat(found).hasSameSizeAs(values);
    }

    /** Of 128 bits a decimal of 38 digits holds what it can. */
    @ParameterizedTest
    @ValueSource(strings = {"i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128"})
    void ofNumberFormatsIsTheSame(String format) throws IOException {
        boolean signed = format.startsWith("i");
        int bits = Integer.parseInt(format.substring(1));
        BigInteger values = BigInteger.TWO.pow(signed ? bits - 1 : bits);
        BigInteger least = signed ? values.negate() : BigInteger.ZERO;
        BigInteger most = values.subtract(BigInteger.ONE);
        List<String> texts = new ArrayList<>();
        List<BigInteger> valid = new ArrayList<>();
        for (int i = 0; i < TEXTS; i++) {
            BigInteger value = i % 4 == 0
                    ? (i % 8 == 0 ? least : most).add(BigInteger.valueOf(random.nextInt(5) - 2L))
                    : new BigInteger(1 + random.nextInt(bits + 3), random).multiply(BigInteger.valueOf(i % 4 - 2L));
            texts.add(value + (i % 3 == 0 ? ".0" : ""));
            if (value.compareTo(least) >= 0
                    && value.compareTo(most) <= 0
                    && value.abs().toString().length() <= 38) {
                valid.add(value);
            }
        }
        Path file = Files.writeString(folder.resolve("c.odcs.yaml"), """
                kind: DataContract
                apiVersion: v3.1.0
                id: t
                version: 1.0.0
                status: active
                schema:
                  - name: t
                    properties: [{name: v, logicalType: integer, logicalTypeOptions: {format: %s}}]
                """.formatted(format));
        DatasetContract contract =
                DefinitionReader.contractFile(file).datasets().get(0);
        GatedBatch gated = GatedBatch.of(contract, json(texts), ReferenceData.nothing());
        assertThat(valid).hasSizeBetween(TEXTS / 10, TEXTS * 9 / 10);
        assertThat(gated.passing().stream()
                        .map(row -> new BigDecimal(row.get(0).toString()).toBigIntegerExact())
                        .toList())
                .isEqualTo(valid);
    }

    private Input json(List<String> texts) throws JsonProcessingException {
        StringBuilder json = new StringBuilder();
        for (String text : texts) {
            json.append(JSON.writeValueAsString(Map.of("v", text))).append('\n');
        }
        return GatedBatch.file(folder, "t.json", json.toString());
    }

    private List<Object> passing(TestContract contract, List<String> texts) throws JsonProcessingException {
        GatedBatch gated = GatedBatch.withJavaTimes(contract, json(texts));
        return gated.passing().stream().map(row -> row.get(0)).collect(Collectors.toList());
    }

    private static List<String> samples(String format) {
        return Objects.requireNonNull(SAMPLES.get(format));
    }

    private List<String> texts(List<String> samples) {
        List<String> texts = new ArrayList<>(samples);
        while (texts.size() < TEXTS) {
            String text = one(samples);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                text = changed(text, samples);
            }
            if (text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                texts.add(text); // half of a pair is in no file in UTF-8
            }
        }
        return texts;
    }

    private String changed(String text, List<String> samples) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(3));
        String other = one(samples);
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, at) + one(SIGNS) + text.substring(at);
            case 2 ->
                other.isEmpty()
                        ? text
                        : text.substring(0, at) + other.charAt(random.nextInt(other.length())) + text.substring(end);
            default -> text.substring(0, at) + other.substring(Math.min(at, other.length()));
        };
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
