package io.assay.definition.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnNameTest {
    @Test
    void namesAreFoldedAsSparkComparesThem() {
        List<String> names = List.of(
                "id", "ID", "\u0130d", "\u0131d", "s", "S", "\u017f", "stra\u00dfe", "\u03c3", "\u03c2", "_Run");
        for (String one : names) {
            for (String other : names) {
                assertThat(ColumnName.folded(one).equals(ColumnName.folded(other)))
                        .as("%s and %s", one, other)
                        .isEqualTo(one.equalsIgnoreCase(other));
            }
        }
    }

    @Test
    void namesOfOthersAreReserved() {
        assertThat(List.of("_RUN", "_file", "__faults")).allMatch(ColumnName::isReservedAtTop);
        assertThat(List.of("_v", "__op", "run", "file")).noneMatch(ColumnName::isReservedAtTop);
        assertThat(ColumnName.isReserved("_file")).isFalse();
    }
}
