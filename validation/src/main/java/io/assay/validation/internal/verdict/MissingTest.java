package io.assay.validation.internal.verdict;

import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** A null that the source has: not one of a value that did not parse. */
public final class MissingTest implements RowTest {
    private static final long serialVersionUID = 1;
    private final ValuePath path;
    private final UTF8String name;

    public MissingTest(ValuePath path) {
        this.path = path;
        this.name = UTF8String.fromString(path.name());
    }

    @Override
    public boolean broken(ValidatedRow row) {
        int place = row.place(path.column());
        if (path.isColumn()) { // the usual case, without a visitor
            return row.row().isNullAt(place) && !row.isFaulty(name, ValidatedRow.NO_ITEMS);
        }
        return path.visit(row.row(), place, (from, at, items) -> from.isNullAt(at) && !row.isFaulty(name, items));
    }

    @Override
    public @Nullable String value(ValidatedRow row) {
        ValueTexts texts = new ValueTexts();
        path.visit(
                row.row(),
                row.place(path.column()),
                (from, at, items) ->
                        from.isNullAt(at) && !row.isFaulty(name, items) && texts.add(ValidatedRow.text(items), null));
        return texts.text();
    }
}
