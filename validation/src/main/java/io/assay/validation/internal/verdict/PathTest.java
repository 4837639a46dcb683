package io.assay.validation.internal.verdict;

import org.jspecify.annotations.Nullable;

/** A row breaks it if one of the path's values does; null breaks none. */
public record PathTest(ValuePath path, ValueTest test, ValueText text) implements RowTest {
    private static final long serialVersionUID = 1;

    @Override
    public boolean broken(ValidatedRow row) {
        int place = row.place(path.column());
        if (path.isColumn()) { // the usual case, without a visitor
            return !row.row().isNullAt(place) && test.broken(row.row(), place);
        }
        return path.visit(row.row(), place, (from, at, items) -> !from.isNullAt(at) && test.broken(from, at));
    }

    @Override
    public @Nullable String value(ValidatedRow row) {
        ValueTexts texts = new ValueTexts();
        path.visit(
                row.row(),
                row.place(path.column()),
                (from, at, items) -> !from.isNullAt(at)
                        && test.broken(from, at)
                        && texts.add(ValidatedRow.text(items), text.of(from, at)));
        return texts.text();
    }

    @Override
    public boolean mayFail() {
        return test.mayFail();
    }
}
