package io.assay.validation.internal.verdict;

import org.jspecify.annotations.Nullable;

/** Broken by what breaks one of two. */
public record EitherTest(RowTest first, RowTest second) implements RowTest {
    private static final long serialVersionUID = 1;

    @Override
    public boolean broken(ValidatedRow row) {
        return first.broken(row) || second.broken(row);
    }

    @Override
    public @Nullable String value(ValidatedRow row) {
        String value = first.broken(row) ? first.value(row) : null;
        return value == null ? second.value(row) : value;
    }

    @Override
    public boolean mayFail() {
        return first.mayFail() || second.mayFail();
    }
}
