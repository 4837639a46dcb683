package io.assay.definition.internal.odcs.standard;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Which values a key takes. */
sealed interface Form {
    /** A text; one of {@code words} if there are any. */
    record Text(List<String> words, Shape shape) implements Form {}

    /** How a text looks. */
    enum Shape {
        ANY,
        ID,
        URI,
        SFTP,
        DATE,
        DATE_TIME,
        REFERENCE
    }

    /** A number; {@code above}: {@code least} itself is not allowed. */
    record Digits(boolean integer, Optional<BigDecimal> least, boolean above) implements Form {}

    record Flag() implements Form {}

    /** Anything, also nothing. */
    record Any() implements Form {}

    /** Anything but a list or a mapping. */
    record Single() implements Form {}

    /** A mapping with any keys. */
    record Open() implements Form {}

    /** A mapping that is an element of the standard. */
    record Named(String element) implements Form {}

    record Items(Form item, int least, int most, boolean unique) implements Form {}

    /** One of several, each of another kind of node. */
    record Either(List<Form> forms) implements Form {}
}
