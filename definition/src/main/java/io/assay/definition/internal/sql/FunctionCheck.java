package io.assay.definition.internal.sql;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.sql.SqlFunctions;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reports what SQL of a definition may not call, as far as that can be known without the engine. */
final class FunctionCheck {
    /** Words that give the clock or the user without being called. */
    private static final Set<String> CHANGING_WORDS = Set.of(
            "current_timestamp",
            "current_date",
            "current_time",
            "localtimestamp",
            "current_user",
            "session_user",
            "current_catalog",
            "current_schema",
            "current_database");

    private FunctionCheck() {}

    /** Whether the text runs a script, gives a hint or calls what is known as refused; a fault for each if so. */
    static boolean refused(
            String sql, Collection<String> columns, String noun, DocumentNode place, FaultCollector faults) {
        int before = faults.all().size();
        List<SqlToken> tokens = SqlToken.of(sql);
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            String word = token.name().toLowerCase(Locale.ROOT);
            boolean called = follows(tokens, i + 1, "(");
            boolean withArguments = called && !follows(tokens, i + 2, ")");
            if (token.is("using") && i + 1 < tokens.size() && tokens.get(i + 1).kind() == SqlToken.Kind.TEXT) {
                faults.add(place, "%s runs a script with USING".formatted(noun), "write it with functions of SQL");
            } else if ((called && SqlFunctions.changing(word, withArguments))
                    || (!called
                            && token.kind() == SqlToken.Kind.WORD
                            && CHANGING_WORDS.contains(word)
                            && !columns.contains(word)
                            && !follows(tokens, i - 1, "."))) {
                faults.add(
                        place,
                        "%s calls %s, which gives another result each time".formatted(noun, word),
                        "compare columns of the row instead");
            } else if (called && SqlFunctions.knownAsRefused(word)) {
                unlisted(word, noun, place, faults);
            }
        }
        if (SqlToken.hints(sql)) {
            faults.add(place, "%s has a hint /*+ ... */".formatted(noun), "remove the hint");
        }
        return faults.all().size() > before;
    }

    /** A fault for each of the called names that is not on the list. */
    static void listed(Collection<String> called, String noun, DocumentNode place, FaultCollector faults) {
        Set<String> names = new LinkedHashSet<>();
        called.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        names.stream()
                .filter(name -> !SqlFunctions.pure(name, true))
                .filter(name -> !SqlFunctions.knownAsRefused(name) && !SqlFunctions.changing(name, true))
                .forEach(name -> unlisted(name, noun, place, faults));
    }

    private static void unlisted(String name, String noun, DocumentNode place, FaultCollector faults) {
        faults.add(
                place,
                "%s calls '%s', which is not on the list of functions for definitions".formatted(noun, name),
                "use the functions listed in docs/sql.md");
    }

    private static boolean follows(List<SqlToken> tokens, int at, String sign) {
        return at >= 0 && at < tokens.size() && tokens.get(at).is(sign);
    }
}
