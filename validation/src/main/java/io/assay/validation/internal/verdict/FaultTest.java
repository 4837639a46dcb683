package io.assay.validation.internal.verdict;

import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** A value of the path did not parse. */
public final class FaultTest implements RowTest {
    private static final long serialVersionUID = 1;
    private final UTF8String path;

    public FaultTest(String path) {
        this.path = UTF8String.fromString(path);
    }

    @Override
    public boolean broken(ValidatedRow row) {
        for (int i = 0; i < row.faults(); i++) {
            if (row.isFaultOf(i, path)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable String value(ValidatedRow row) {
        ValueTexts texts = new ValueTexts();
        for (int i = 0; i < row.faults(); i++) {
            if (row.isFaultOf(i, path) && texts.add(row.faultItems(i), row.faultText(i))) {
                break;
            }
        }
        return texts.text();
    }
}
