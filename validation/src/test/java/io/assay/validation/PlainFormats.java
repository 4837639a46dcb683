package io.assay.validation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/** The named string formats, as plainly as can be: without patterns of whole values, but for a few parts. */
final class PlainFormats {
    private static final String ATOM =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+/=?^_`{|}~-";

    private PlainFormats() {}

    static boolean valid(String format, String text) {
        return switch (format) {
            case "email" -> email(text);
            case "uri" -> uri(text);
            case "uri-reference" -> reference(text);
            case "uuid" -> uuid(text);
            case "hostname" -> text.length() <= 253 && labels(text, 1);
            case "ipv4" -> ipv4(text);
            case "ipv6" -> ipv6(text);
            case "byte" -> base64(text);
            case "date" -> date(text);
            case "date-time" ->
                text.length() > 11
                        && date(text.substring(0, 10))
                        && "Tt ".indexOf(text.charAt(10)) >= 0
                        && time(text.substring(11), 59, 18, 9);
            case "time" -> time(text, 60, 23, Integer.MAX_VALUE);
            case "duration" -> duration(text);
            default -> throw new IllegalArgumentException(format);
        };
    }

    private static boolean all(String text, String allowed) {
        return text.chars().allMatch(c -> allowed.indexOf(c) >= 0);
    }

    private static boolean digits(String text) {
        return !text.isEmpty() && all(text, "0123456789");
    }

    private static boolean hex(String text) {
        return !text.isEmpty() && all(text, "0123456789abcdefABCDEF");
    }

    private static boolean email(String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                && List.of(text.substring(0, at).split("\\.", -1)).stream()
                        .allMatch(part -> !part.isEmpty() && all(part, ATOM))
                && labels(text.substring(at + 1), 2);
    }

    private static boolean labels(String text, int least) {
        List<String> labels = List.of(text.split("\\.", -1));
        return labels.size() >= least
                && labels.stream()
                        .allMatch(label -> !label.isEmpty()
                                && label.length() <= 63
                                && label.chars().allMatch(c -> c == '-' || (c < 128 && Character.isLetterOrDigit(c)))
                                && !label.startsWith("-")
                                && !label.endsWith("-"));
    }

    private static boolean uri(String text) {
        int colon = text.indexOf(':');
        return colon > 0
                && colon < text.length() - 1
                && all(text.substring(0, 1), ATOM.substring(0, 52))
                && all(text.substring(0, colon), ATOM.substring(0, 62) + "+.-")
                && reference(text.substring(colon + 1));
    }

    private static boolean reference(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && (i + 3 > text.length() || !hex(text.substring(i + 1, i + 3)))) {
                return false;
            }
            boolean blank = c == '\u00a0' || c == '\ufeff' || Character.isSpaceChar(c);
            if (c <= ' ' || c == 127 || blank || "<>\"{}|\\^`".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean uuid(String text) {
        String[] parts = text.split("-", -1);
        int[] lengths = {8, 4, 4, 4, 12};
        boolean valid = parts.length == lengths.length;
        for (int i = 0; valid && i < parts.length; i++) {
            valid = hex(parts[i]) && parts[i].length() == lengths[i];
        }
        return valid;
    }

    private static boolean ipv4(String text) {
        List<String> parts = List.of(text.split("\\.", -1));
        return parts.size() == 4
                && parts.stream()
                        .allMatch(part -> digits(part)
                                && part.length() <= 3
                                && (part.length() == 1 || part.charAt(0) != '0')
                                && Integer.parseInt(part) < 256);
    }

    private static boolean ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int left = before.isEmpty() ? 0 : groups(before, false);
        int right = after.isEmpty() ? 0 : groups(after, true);
        return left >= 0 && right >= 0 && left + right <= 7;
    }

    /** How many groups of 16 bits; -1 if it is something else. */
    private static int groups(String text, boolean last) {
        String[] groups = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < groups.length; i++) {
            if (last && i == groups.length - 1 && ipv4(groups[i])) {
                count += 2;
            } else if (hex(groups[i]) && groups[i].length() <= 4) {
                count++;
            } else {
                return -1;
            }
        }
        return count;
    }

    /** With or without its padding. */
    private static boolean base64(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        int padding = text.length() - end;
        int rest = end % 4;
        return all(text.substring(0, end), ATOM.substring(0, 62) + "+/")
                && rest != 1
                && (padding == 0 || padding == (4 - rest) % 4);
    }

    private static boolean date(String text) {
        if (text.length() != 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        String year = text.substring(0, 4);
        String month = text.substring(5, 7);
        String day = text.substring(8);
        if (!digits(year + month + day) || year.equals("0000")) {
            return false;
        }
        try {
            LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean time(String text, int seconds, int hours, int fraction) {
        int zone = Math.max(text.indexOf('+'), text.indexOf('-'));
        boolean utc = text.endsWith("Z") || text.endsWith("z");
        if (utc == zone >= 0) {
            return false;
        }
        String clock = text.substring(0, utc ? text.length() - 1 : zone);
        if (!utc && !clock(text.substring(zone + 1), hours, 59)) {
            return false;
        }
        int point = clock.indexOf('.');
        String whole = point < 0 ? clock : clock.substring(0, point);
        String rest = point < 0 ? "0" : clock.substring(point + 1);
        return digits(rest) && rest.length() <= fraction && clock(whole, 23, 59, seconds);
    }

    /** Two digits each, up to the limits. */
    private static boolean clock(String text, int... limits) {
        String[] parts = text.split(":", -1);
        boolean valid = parts.length == limits.length;
        for (int i = 0; valid && i < parts.length; i++) {
            valid = digits(parts[i]) && parts[i].length() == 2 && Integer.parseInt(parts[i]) <= limits[i];
        }
        return valid;
    }

    private static boolean duration(String text) {
        if (!text.startsWith("P")) {
            return false;
        }
        int time = text.indexOf('T');
        String days = text.substring(1, time < 0 ? text.length() : time);
        if (days.endsWith("W")) {
            return time < 0 && digits(days.substring(0, days.length() - 1));
        }
        boolean some = !days.isEmpty() || time >= 0;
        return some
                && units(days, "YMD", false)
                && (time < 0 || (time < text.length() - 1 && units(text.substring(time + 1), "HMS", true)));
    }

    /** Numbers with units, these in their order, each at most once. */
    private static boolean units(String text, String units, boolean fractions) {
        int last = -1;
        String number = "";
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int unit = units.indexOf(c);
            if (unit < 0) {
                number += c;
            } else {
                int point = c == 'S' && fractions ? number.indexOf('.') : -1;
                boolean valid = point < 0
                        ? digits(number)
                        : digits(number.substring(0, point)) && digits(number.substring(point + 1));
                if (!valid || unit <= last) {
                    return false;
                }
                last = unit;
                number = "";
            }
        }
        return number.isEmpty();
    }
}
