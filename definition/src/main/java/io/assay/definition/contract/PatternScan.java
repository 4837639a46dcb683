package io.assay.definition.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * What has to be known of an ECMA-262 pattern before it is translated.
 *
 * @param groups that capture, in order: their names, or empty texts
 * @param backtracks whether it has look-around or back-references
 * @param alike whether all engines are sure to find it in the same ASCII texts: it has no word boundaries, no classes
 *     of Unicode, and no {@code ^} and {@code $} inside of groups, of which {@code java.util.regex} does not try all
 *     ways to repeat them
 */
record PatternScan(List<String> groups, boolean backtracks, boolean alike) {
    PatternScan {
        groups = List.copyOf(groups);
    }

    static PatternScan of(String source) {
        List<String> groups = new ArrayList<>();
        boolean backtracks = false;
        boolean alike = true;
        int depth = 0;
        boolean inBrackets = false;
        for (int at = 0; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == '\\') {
                at++;
                char escaped = at < source.length() ? source.charAt(at) : ' ';
                alike &= "bBpP".indexOf(escaped) < 0;
                backtracks |= !inBrackets && ((escaped >= '1' && escaped <= '9') || escaped == 'k');
            } else if (inBrackets) {
                inBrackets = c != ']';
            } else if (c == '[') {
                inBrackets = true;
            } else if (c == ')') {
                depth--;
            } else if (c == '^' || c == '$') {
                alike &= depth == 0;
            } else if (c == '(') {
                depth++;
                boolean look = source.startsWith("?=", at + 1)
                        || source.startsWith("?!", at + 1)
                        || source.startsWith("?<=", at + 1)
                        || source.startsWith("?<!", at + 1);
                backtracks |= look;
                int end = source.indexOf('>', at);
                if (!source.startsWith("?", at + 1)) {
                    groups.add("");
                } else if (!look && source.startsWith("?<", at + 1) && end > 0) {
                    groups.add(source.substring(at + 3, end));
                }
            }
        }
        return new PatternScan(groups, backtracks, alike);
    }
}
