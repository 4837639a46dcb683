package io.assay.definition.internal.odcs.standard;

import io.assay.definition.internal.odcs.standard.Form.Shape;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Whether a text looks as it must. */
final class Shapes {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");
    /** Since 3.2 all but what a reference is made of. */
    private static final Pattern ID_OF_3_2 = Pattern.compile("[^\\s.#/\\\\@!%&^]+");

    private static final String FILE = "(?:[A-Za-z0-9._:/-]+\\.ya?ml#)?/?";
    /** By the names, {@code object.property}, or by the ids, {@code schema/object/properties/property}. */
    private static final Pattern REFERENCE = Pattern.compile(FILE
            + "(?:[A-Za-z_][A-Za-z0-9_-]*(?:\\.[A-Za-z_][A-Za-z0-9_-]*)+"
            + "|[A-Za-z_][A-Za-z0-9_]*/[^\\s.#/\\\\@!%&^]+(?:/[A-Za-z_][A-Za-z0-9_]*/[^\\s.#/\\\\@!%&^]+)*)");

    /** As the standard's examples have them in locations: {@code s3://bucket/{model}/*.json}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    private Shapes() {}

    static boolean fits(String text, Shape shape, OdcsVersion version) {
        return switch (shape) {
            case ANY -> true;
            case ID ->
                (version == OdcsVersion.V3_2 ? ID_OF_3_2 : ID).matcher(text).matches();
            case URI -> uri(text);
            case SFTP -> text.startsWith("sftp://") && uri(text);
            case DATE -> date(text);
            case DATE_TIME -> time(text);
            case REFERENCE -> REFERENCE.matcher(text).matches();
        };
    }

    private static boolean uri(String text) {
        try {
            return new URI(PLACEHOLDER.matcher(text).replaceAll("x")).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean date(String text) {
        try {
            return LocalDate.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean time(String text) {
        try {
            return OffsetDateTime.parse(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** What the text should be, and an example. */
    static String fix(Shape shape) {
        return switch (shape) {
            case ANY -> "write a text";
            case ID -> "use letters, digits, _ and -";
            case URI -> "write a URI with its scheme, such as s3://bucket/folder";
            case SFTP -> "write sftp://host/folder";
            case DATE -> "write a date, such as 2026-03-31";
            case DATE_TIME -> "write an instant with its zone, such as 2026-03-31T12:00:00Z";
            case REFERENCE -> "write object.property, or schema/ID/properties/ID";
        };
    }

    static String noun(Shape shape) {
        return switch (shape) {
            case ANY -> "a text";
            case ID -> "an id";
            case URI, SFTP -> "such a URI";
            case DATE -> "a date";
            case DATE_TIME -> "an instant";
            case REFERENCE -> "a reference";
        };
    }
}
