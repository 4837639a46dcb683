package io.assay.definition.message;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Masks what a URL or a setting gives away: user and password before {@code @}, and values of keys such as
 * {@code password=} or {@code token=}. What it takes for a secret by mistake is masked as well.
 */
public final class Secrets {
    private static final String MASK = "***";

    /** Parts of the names of settings and parameters whose values are secret. */
    private static final String SECRET_NAME =
            "(?:password|passwd|passphrase|pwd|secret|token|credential|api[-_.]?key|access[-_.]?key|account[-_.]?key"
                    + "|private[-_.]?key|signature|sas)";

    private record Mask(Pattern found, String replacement) {}

    private static final List<Mask> MASKS = List.of(
            // scheme://user:password@host, also with characters that should be percent-encoded
            new Mask(Pattern.compile("(?<=://)[^\\s'\"<>/?#]*@"), MASK + "@"),
            new Mask(Pattern.compile("(?<=://)[^\\s'\"<>/?#@:]*:(?!\\d+(?:[/?#,;]|$))[^\\s'\"<>@]*@"), MASK + "@"),
            // jdbc:oracle:thin:user/password@host
            new Mask(Pattern.compile("(?i)(?<=jdbc:oracle:(?:thin|oci):)[^\\s'\"@/]+/[^\\s'\"@]*@"), MASK + "@"),
            // "name": "value" of JSON
            new Mask(
                    Pattern.compile("(?i)(\"[\\w.-]*" + SECRET_NAME + "[\\w.-]*\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*"),
                    "$1" + MASK),
            // name=value, name='value', name="value"
            new Mask(
                    Pattern.compile("(?i)([\\w.-]*" + SECRET_NAME + "[\\w.-]*\\s*=\\s*)"
                            + "(?:'[^']*'|\"[^\"]*\"|[^\\s&;,'\")}\\]]+)"),
                    "$1" + MASK),
            // password: value
            new Mask(
                    Pattern.compile("(?i)\\b((?:password|passwd|secret)\\s*:\\s*)(?!\\s|is\\b|was\\b)[^\\s,;'\"}]+"),
                    "$1" + MASK),
            new Mask(
                    Pattern.compile("(?i)(authorization['\"]?\\s*[:=]\\s*['\"]?)(?:(bearer|basic)\\s+)?[^\\s'\",]+"),
                    "$1" + MASK));

    private Secrets() {}

    /** The text with {@code ***} in place of secrets. */
    public static String masked(String text) {
        if (text.indexOf('=') < 0 && text.indexOf(':') < 0) {
            return text;
        }
        String masked = text;
        for (Mask mask : MASKS) {
            masked = mask.found().matcher(masked).replaceAll(mask.replacement());
        }
        return masked;
    }
}
