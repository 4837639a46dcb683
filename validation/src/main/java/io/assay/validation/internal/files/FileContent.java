package io.assay.validation.internal.files;

import io.assay.validation.source.UnreadableSourceException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a file is by its first bytes, for messages about files whose name says something else. */
public enum FileContent {
    PARQUET("a Parquet file", "give it the ending .parquet, or --format parquet"),
    ENCRYPTED_PARQUET("an encrypted Parquet file", "deliver it without encryption"),
    AVRO("an Avro file", "give it the ending .avro, or --format avro"),
    ORC("an ORC file", "give it the ending .orc, or --format orc"),
    ARROW("an Arrow file", "write it as Parquet"),
    GZIP("compressed with gzip", "add .gz to its name"),
    BZIP2("compressed with bzip2", "add .bz2 to its name"),
    ZSTD("compressed with zstd", "add .zst to its name"),
    XZ("compressed with xz", "deliver it plain, or as gzip (.gz) or zstd (.zst)"),
    EXCEL("an Excel workbook", "save it as CSV UTF-8 in Excel"),
    ZIP("a zip archive", "unpack it"),
    PDF("a PDF document", "deliver the data as a file of its own"),
    SQLITE("an SQLite database", "export its table as CSV or Parquet"),
    HTML("an HTML page", "look at it: it may be a server's error or login page; download the file again"),
    XML("an XML document", "deliver the data as CSV, JSON or Parquet"),
    JSON("JSON text", "give it the ending .json, or --format json"),
    TEXT("plain text", "give it the ending .csv, or --format csv");

    /** Bytes that are looked at. */
    public static final int LENGTH = 512;

    private final String is;
    private final String fix;

    FileContent(String is, String fix) {
        this.is = is;
        this.fix = fix;
    }

    /** Empty if it is not known, or the file is empty. */
    public static Optional<FileContent> of(byte[] first) {
        String text = new String(first, StandardCharsets.ISO_8859_1);
        Optional<FileContent> binary = binary(first, text);
        if (binary.isPresent()) {
            return binary;
        }
        String begin = text.substring(0, Math.min(text.length(), 200))
                .replaceFirst("^\u00EF\u00BB\u00BF", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (begin.isEmpty() || hasControls(text) || isCutMagic(text)) {
            return Optional.empty();
        }
        if (begin.startsWith("<!doctype html") || begin.startsWith("<html")) {
            return Optional.of(HTML);
        }
        if (begin.startsWith("<?xml")) {
            return Optional.of(begin.contains("<html") ? HTML : XML);
        }
        return Optional.of(begin.startsWith("{") || begin.startsWith("[") ? JSON : TEXT);
    }

    /**
     * Nothing, where the first bytes may be of a text.
     *
     * @throws UnreadableSourceException if it is something else
     */
    public static void checkText(String file, byte[] first) {
        of(first).filter(content -> content != JSON && content != TEXT).ifPresent(content -> {
            throw content.refused(file);
        });
    }

    /** A message that says what the file is. */
    public UnreadableSourceException refused(String file) {
        return new UnreadableSourceException(file, "is %s, whatever its name says".formatted(is), fix);
    }

    /** In a sentence: {@code a zip archive}. */
    public String words() {
        return is;
    }

    private static Optional<FileContent> binary(byte[] first, String text) {
        if (begins(first, 0x1F, 0x8B)) {
            return Optional.of(GZIP);
        }
        if (begins(first, 0x28, 0xB5, 0x2F, 0xFD)) {
            return Optional.of(ZSTD);
        }
        if (begins(first, 0xFD, '7', 'z', 'X', 'Z')) {
            return Optional.of(XZ);
        }
        if (begins(first, 0xD0, 0xCF, 0x11, 0xE0)) {
            return Optional.of(EXCEL);
        }
        if (text.matches("(?s)BZh[1-9]1AY&SY.*")) {
            return Optional.of(BZIP2);
        }
        if (text.startsWith("%PDF-")) {
            return Optional.of(PDF);
        }
        if (!hasControls(text)) { // a text may begin with any of the words below
            return Optional.empty();
        }
        if (text.startsWith("PK\u0003\u0004")) {
            boolean workbook = text.contains("[Content_Types].xml") || text.contains("xl/") || text.contains("_rels/");
            return Optional.of(workbook ? EXCEL : ZIP);
        }
        return Arrays.stream(new FileContent[] {PARQUET, ENCRYPTED_PARQUET, AVRO, ORC, ARROW, SQLITE})
                .filter(content -> text.startsWith(content.magic()))
                .findFirst();
    }

    /** A file that was cut in its first bytes is not text. */
    private static boolean isCutMagic(String text) {
        return Arrays.stream(new FileContent[] {PARQUET, AVRO, ORC})
                .anyMatch(content -> content.magic().startsWith(text));
    }

    private String magic() {
        return switch (this) {
            case PARQUET -> "PAR1";
            case ENCRYPTED_PARQUET -> "PARE";
            case AVRO -> "Obj\u0001";
            case ORC -> "ORC";
            case ARROW -> "ARROW1";
            default -> "SQLite format 3";
        };
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> c < 9 || (c > 13 && c < 32));
    }

    private static boolean begins(byte[] first, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (first.length <= i || (first[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
