package io.assay.definition.internal.odcs.standard;

import io.assay.definition.internal.odcs.standard.Form.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the forms of {@code standard.txt}. */
final class FormText {
    private static final Pattern LIST = Pattern.compile("\\[(.+)](\\+|2)?(u)?");
    private static final Pattern WORD = Pattern.compile("@?([a-z.-]+)(?:\\((.*)\\))?");

    private FormText() {}

    static Form form(String text) {
        List<Form> forms = new ArrayList<>();
        for (String part : parts(text)) {
            forms.add(one(part));
        }
        return forms.size() == 1 ? forms.get(0) : new Form.Either(List.copyOf(forms));
    }

    /** Cut at each {@code |} outside of brackets. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            depth += sign == '[' ? 1 : sign == ']' ? -1 : 0;
            if (sign == '|' && depth == 0) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private static Form one(String text) {
        Matcher list = LIST.matcher(text);
        if (list.matches()) {
            boolean two = "2".equals(list.group(2));
            return new Form.Items(
                    form(list.group(1)),
                    two ? 2 : list.group(2) == null ? 0 : 1,
                    two ? 2 : Integer.MAX_VALUE,
                    list.group(3) != null);
        }
        if (text.startsWith("@")) {
            return new Form.Named(text.substring(1));
        }
        Matcher word = WORD.matcher(text);
        if (!word.matches()) {
            throw new IllegalArgumentException("not a form: " + text);
        }
        Optional<String> argument = Optional.ofNullable(word.group(2));
        return switch (word.group(1)) {
            case "text" -> new Form.Text(argument.map(FormText::words).orElse(List.of()), Shape.ANY);
            case "id" -> new Form.Text(List.of(), Shape.ID);
            case "uri" -> new Form.Text(List.of(), argument.isPresent() ? Shape.SFTP : Shape.URI);
            case "date" -> new Form.Text(List.of(), Shape.DATE);
            case "date-time" -> new Form.Text(List.of(), Shape.DATE_TIME);
            case "reference" -> new Form.Text(List.of(), Shape.REFERENCE);
            case "integer", "number" ->
                new Form.Digits(
                        word.group(1).equals("integer"),
                        argument.map(least -> new BigDecimal(least.replace(">", ""))),
                        argument.filter(least -> least.startsWith(">")).isPresent());
            case "boolean" -> new Form.Flag();
            case "any" -> new Form.Any();
            case "single" -> new Form.Single();
            case "mapping" -> new Form.Open();
            default -> throw new IllegalArgumentException("not a form: " + text);
        };
    }

    private static List<String> words(String text) {
        return List.of(text.split(",", -1));
    }
}
