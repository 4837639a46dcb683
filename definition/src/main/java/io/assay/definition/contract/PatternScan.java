package io.assay.definition.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * What has to be known of an ECMA-262 pattern before it is translated.
 *
 * @param groups that capture, in order: their names, or empty texts
 * @param backtracks whether it has look-around or back-references
 */
record PatternScan(List<String> groups, boolean backtracks) {
    PatternScan {
        groups = List.copyOf(groups);
    }

    static PatternScan of(String source) {
        List<String> groups = new ArrayList<>();
        boolean backtracks = false;
        boolean inBrackets = false;
        for (int at = 0; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == '\\') {
                at++;
                char escaped = at < source.length() ? source.charAt(at) : ' ';
                backtracks |= !inBrackets && ((escaped >= '1' && escaped <= '9') || escaped == 'k');
            } else if (inBrackets) {
                inBrackets = c != ']';
            } else if (c == '[') {
                inBrackets = true;
            } else if (c == '(') {
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
        return new PatternScan(groups, backtracks);
    }
}
