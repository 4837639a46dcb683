package io.assay.definition;

import java.util.regex.Pattern;

/** The form of all names: {@code [a-z][a-z0-9_]*}. */
public final class Name {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]*");

    private Name() {}

    public static boolean fits(String text) {
        return FORM.matcher(text).matches();
    }

    /** Returns the text if it is a valid name; {@code kind} is the noun of the message, such as {@code "view"}. */
    public static String checked(String kind, String text) {
        if (!fits(text)) {
            throw new InvalidDefinitionException(
                    kind, "'%s' is not a name".formatted(text), "use lower case letters, digits and _, a letter first");
        }
        return text;
    }
}
