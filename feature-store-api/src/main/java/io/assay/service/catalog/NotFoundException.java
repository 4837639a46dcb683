package io.assay.service.catalog;

import java.util.Collection;
import java.util.stream.Collectors;

/** A request for something that does not exist. */
public final class NotFoundException extends RuntimeException {
    public NotFoundException(String kind, String name, Collection<String> known) {
        super("%s %s: there is none of this name; %s".formatted(kind, name, hint(kind, known)));
    }

    private static String hint(String kind, Collection<String> known) {
        return known.isEmpty()
                ? "no %s is known yet".formatted(kind)
                : "there are " + known.stream().sorted().limit(20).collect(Collectors.joining(", "));
    }
}
