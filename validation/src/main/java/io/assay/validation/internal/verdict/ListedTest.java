package io.assay.validation.internal.verdict;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.DataType;

/** A value is, or is not, one of a list. */
final class ListedTest implements ValueTest {
    private static final long serialVersionUID = 1;
    private final DataType type;
    private final Set<Object> values;
    private final boolean brokenByListed;

    /** @param values as Spark has them inside */
    ListedTest(DataType type, Set<Object> values, boolean brokenByListed) {
        this.type = type;
        this.values = values.stream().map(v -> ComparedValue.kept(v, type)).collect(Collectors.toUnmodifiableSet());
        this.brokenByListed = brokenByListed;
    }

    @Override
    public boolean broken(SpecializedGetters from, int at) {
        return values.contains(ComparedValue.of(from.get(at, type), type)) == brokenByListed;
    }
}
