package io.assay.validation.layout;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A partition transform that the policy knows, by the text that contracts have. */
sealed interface Transform {
    String column();

    /** As a contract writes it. */
    String text();

    record Time(PartitionTimeUnit unit, String column) implements Transform {
        @Override
        public String text() {
            return "%s(%s)".formatted(unit.word(), column);
        }
    }

    record Bucket(int count, String column) implements Transform {
        @Override
        public String text() {
            return "bucket(%d, %s)".formatted(count, column);
        }
    }

    record Identity(String column) implements Transform {
        @Override
        public String text() {
            return column;
        }
    }

    Pattern FORM = Pattern.compile("(?:(hours|days|months|years)\\((\\w+)\\)|bucket\\((\\d{1,9}), (\\w+)\\)|(\\w+))");

    /** Empty if it is of another kind. */
    static Optional<Transform> of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        if (form.group(1) != null) {
            return Optional.of(
                    new Time(PartitionTimeUnit.valueOf(form.group(1).toUpperCase(Locale.ROOT)), form.group(2)));
        }
        return Optional.of(
                form.group(3) != null
                        ? new Bucket(Integer.parseInt(form.group(3)), form.group(4))
                        : new Identity(form.group(5)));
    }
}
