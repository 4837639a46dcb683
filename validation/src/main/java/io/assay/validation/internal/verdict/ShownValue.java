package io.assay.validation.internal.verdict;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A path's value as a report shows it. */
public record ShownValue(ValuePath path, ValueText text) implements Serializable {
    private static final long serialVersionUID = 1;

    @Nullable String of(ValidatedRow row) {
        ValueTexts texts = new ValueTexts();
        path.visit(
                row.row(),
                row.place(path.column()),
                (from, at, items) -> !from.isNullAt(at) && texts.add(ValidatedRow.text(items), text.of(from, at)));
        return texts.text();
    }
}
