package io.assay.definition.message;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names in a message: the first ten, each cut where it is long, and how many more there are. */
public final class NameList {
    private static final int SHOWN = 10;
    private static final int LONGEST = 80;

    private NameList() {}

    public static String of(Collection<String> names) {
        String shown = names.stream().limit(SHOWN).map(NameList::cut).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? "%s, … and %,d more".formatted(shown, names.size() - SHOWN) : shown;
    }

    private static String cut(String name) {
        return name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
    }
}
