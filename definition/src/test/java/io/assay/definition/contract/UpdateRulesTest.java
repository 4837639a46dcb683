package io.assay.definition.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.project.DefinitionReader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a contract says about rows that change published ones. */
final class UpdateRulesTest {
    private static DatasetContract read(String custom, String properties) {
        return DefinitionReader.contract(
                        "{\"apiVersion\": \"v3.1.0\", \"kind\": \"DataContract\", \"id\": \"c\", \"version\": \"1.0.0\","
                                + " \"status\": \"active\", \"schema\": [{\"name\": \"c\", \"customProperties\": ["
                                + custom
                                + "], \"properties\": [" + properties + "]}]}")
                .datasets()
                .get(0);
    }

    private static String custom(String name, String value) {
        return "{\"property\": \"%s\", \"value\": \"%s\"}".formatted(name, value);
    }

    private static final String UPSERT = custom("writeMode", "upsert");
    private static final String REPLACE = custom("writeMode", "replace");
    private static final String KEY = "{\"name\": \"id\", \"logicalType\": \"integer\", \"primaryKey\": true}";
    private static final String OTHERS =
            ", {\"name\": \"op\", \"logicalType\": \"string\", \"required\": true}, {\"name\": \"at\", \"logicalType\": \"timestamp\"}";

    @Test
    void aRowThatDeletesNeedsOnlyItsKeyAndAKnownKeyIsNoDuplicate() {
        DatasetContract dataset =
                read(UPSERT + "," + custom("orderBy", "at") + "," + custom("deletedWhen", "op = 'D'"), KEY + OTHERS);

        assertThat(dataset.updates())
                .isEqualTo(new UpdateRules(Optional.of("at"), Optional.of("op = 'D'"), UpdateRules.Replaced.DATASET));
        assertThat(dataset.rules())
                .extracting(Rule::name)
                .filteredOn(name -> !name.endsWith(".type"))
                .containsExactlyInAnyOrder("id.required", "op.required");
        assertThat(dataset.rules())
                .filteredOn(rule -> rule.name().equals("op.required"))
                .extracting(Rule::where)
                .isEqualTo(List.of(Optional.of("NOT coalesce((op = 'D'), false)")));
        assertThat(dataset.rules())
                .filteredOn(rule -> List.of("id.required", "op.type").contains(rule.name()))
                .extracting(Rule::where)
                .isEqualTo(List.of(Optional.empty(), Optional.empty()));
    }

    @Test
    void partitionsAreReplacedWhereTheKeySaysWhich() {
        DatasetContract dataset = read(
                REPLACE + "," + custom("replaceBy", "partition") + "," + custom("partitioning", "days(at)"),
                KEY + ", {\"name\": \"at\", \"logicalType\": \"timestamp\", \"primaryKey\": true}");

        assertThat(dataset.replacesPartitions()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upsert | orderBy | when | orderBy names the column 'when', which does not exist",
                "upsert | deletedWhen | gone | deletedWhen names the column 'gone', which does not exist",
                "append | orderBy | at | 'orderBy' without writeMode upsert",
                "append | deletedWhen | op = 'D' | 'deletedWhen' without writeMode upsert",
                "append | replaceBy | partition | 'replaceBy' without writeMode replace",
                "replace | replaceBy | partition | replaceBy partition of a dataset without partitions",
                "upsert | uniqueWithin | batch | uniqueWithin has no effect with writeMode upsert"
            })
    void whatCannotBeMeantIsAFault(String mode, String name, String value, String what) {
        assertThatThrownBy(() -> read(custom("writeMode", mode) + "," + custom(name, value), KEY + OTHERS))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(what);
    }

    @Test
    void theTableOfDeletedKeysNeedsTheNameRun() {
        String runs = KEY + ", {\"name\": \"Run\", \"logicalType\": \"integer\", \"primaryKey\": true}" + OTHERS;

        assertThat(read(UPSERT, runs).primaryKey()).containsExactly("id", "Run");
        assertThatThrownBy(() -> read(UPSERT + "," + custom("deletedWhen", "op = 'D'"), runs))
                .hasMessageContaining("deletedWhen with a primary key or orderBy of the name 'Run'");
    }

    @Test
    void zeroOfEitherSignWouldBeTwoPartitions() {
        String number = ", {\"name\": \"x\", \"logicalType\": \"number\", \"physicalType\": \"double\"}";
        String partitioned = custom("partitioning", "x") + "," + custom("uniqueWithin", "batch");

        assertThat(read(REPLACE + "," + partitioned, KEY + number).partitioning())
                .containsExactly("x");
        assertThatThrownBy(
                        () -> read(REPLACE + "," + custom("replaceBy", "partition") + "," + partitioned, KEY + number))
                .hasMessageContaining("replaceBy partition by 'x', a floating-point number");
    }

    @Test
    void anotherOrderBreaksReadersAndAnotherConditionOnlyWriters() {
        DatasetContract before = read(UPSERT + "," + custom("orderBy", "at"), KEY + OTHERS);

        assertThat(ContractChange.between(before, read(UPSERT, KEY + OTHERS)))
                .singleElement()
                .satisfies(change -> assertThat(change.breaksReaders()).isTrue())
                .extracting(ContractChange::what)
                .isEqualTo("orderBy at becomes (none): published rows and deletions were chosen by the former");
        assertThat(ContractChange.between(
                        before,
                        read(
                                UPSERT + "," + custom("orderBy", "at") + "," + custom("deletedWhen", "op = 'D'"),
                                KEY + OTHERS)))
                .isNotEmpty()
                .noneMatch(ContractChange::breaksReaders);
    }

    @Test
    void upsertAsksForAKeyAndComparesNoOther() {
        assertThatThrownBy(() -> read(UPSERT, "{\"name\": \"id\", \"logicalType\": \"integer\"}"))
                .hasMessageContaining("writeMode upsert without a primary key");
        assertThatThrownBy(() ->
                        read(UPSERT, KEY + ", {\"name\": \"mail\", \"logicalType\": \"string\", \"unique\": true}"))
                .hasMessageContaining("rule mail.unique: with writeMode upsert only the primary key is compared");
        assertThatThrownBy(() -> read(
                        REPLACE + "," + custom("replaceBy", "partition") + "," + custom("partitioning", "days(at)"),
                        KEY + OTHERS))
                .hasMessageContaining("rule id.unique: rows of one key can be in partitions");
    }
}
