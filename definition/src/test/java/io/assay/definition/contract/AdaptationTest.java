package io.assay.definition.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.project.DefinitionReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a contract says about what is chosen by what is measured. */
final class AdaptationTest {
    private static DatasetContract read(String... custom) {
        return DefinitionReader.contract("""
                        {"apiVersion": "v3.1.0", "kind": "DataContract", "id": "c", "version": "1.0.0", "status": "active",
                         "schema": [{"name": "c", "customProperties": [%s], "properties": [
                           {"name": "id", "logicalType": "integer", "primaryKey": true},
                           {"name": "at", "logicalType": "timestamp", "partitioned": true}]}]}
                        """.formatted(String.join(",", custom)))
                .datasets()
                .get(0);
    }

    private static String custom(String name, String value) {
        return "{\"property\": \"%s\", \"value\": %s}".formatted(name, value);
    }

    @Test
    void aPinIsAWordANumberOrASize() {
        Adaptation adaptation = read(custom(
                        "pin",
                        "{\"foreignKeyJoin\": \"broadcast\", \"uniqueKeys\": \"memory\", \"shufflePartitions\": 8,"
                                + " \"fileSize\": \"128MB\", \"partitionSize\": \"1 gb\"}"))
                .adaptation();

        assertThat(adaptation.partitions()).isFalse();
        assertThat(adaptation.word(Choice.FOREIGN_KEY_JOIN)).contains("broadcast");
        assertThat(adaptation.integer(Choice.SHUFFLE_PARTITIONS)).hasValue(8);
        assertThat(adaptation.bytes(Choice.FILE_SIZE)).hasValue(128L << 20);
        assertThat(adaptation.bytes(Choice.PARTITION_SIZE)).hasValue(1L << 30);
        assertThat(adaptation.word(Choice.SALTING)).isEmpty();
    }

    @Test
    void withoutAWordNothingIsPinned() {
        DatasetContract dataset = read();

        assertThat(dataset.adaptation()).isEqualTo(Adaptation.NONE);
        assertThat(dataset.partitioning()).containsExactly("at");
    }

    @Test
    void autoTakesThePlaceOfWhatColumnsDeclare() {
        DatasetContract dataset = read(custom("partitioning", "\"auto\""));

        assertThat(dataset.adaptation()).isEqualTo(new Adaptation(Adaptation.Partitioned.AUTO, Map.of()));
        assertThat(dataset.partitioning()).isEmpty();
        assertThat(ContractChange.between(read(), dataset))
                .extracting(ContractChange::breaksReaders)
                .containsOnly(false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"joins": "broadcast"} | nothing that is chosen is called 'joins' | pin one of foreignKeyJoin, uniqueKeys, salting, shufflePartitions, writeShuffle, fileSize, partitionSize, distinctCounts
                    {"fileSizes": "1MB"} | nothing that is chosen is called 'fileSizes' | did you mean 'fileSize'?
                    {"partitioning": "days(at)"} | nothing that is chosen is called 'partitioning' | write the transforms in the property 'partitioning'
                    {"distinctCounts": "both"} | distinctCounts is 'both' | use exact, sketch
                    {"foreignKeyJoin": "hash"} | foreignKeyJoin is 'hash' | use lookup, broadcast, shuffle
                    {"shufflePartitions": 0} | shufflePartitions is '0' | use an integer from 1 to 100000
                    {"shufflePartitions": "99999999999999999999"} | shufflePartitions is | use an integer from 1 to 100000
                    {"fileSize": "12 parsec"} | fileSize is '12 parsec' | use a size from 1KB to 4GB, such as 128MB
                    {"fileSize": "999999999999TB"} | fileSize is '999999999999TB' | use a size from 1KB to 4GB, such as 128MB
                    {"uniqueKeys": ["memory"]} | uniqueKeys is a list | use memory, shuffle
                    {"uniqueKeys": null} | uniqueKeys is empty | use memory, shuffle
                    "memory" | is the text 'memory' where a mapping is expected | write it as key: value lines
                    """)
    void whatCannotBePinnedIsSaid(String value, String what, String fix) {
        assertThatThrownBy(() -> read(custom("pin", value)))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(what)
                .hasMessageContaining(fix);
    }

    @Test
    void autoStandsAlone() {
        assertThatThrownBy(() -> read(custom("partitioning", "[\"auto\", \"days(at)\"]")))
                .hasMessageContaining("partitioning is auto and more")
                .hasMessageContaining("use auto alone, or transforms alone");
        assertThatThrownBy(() -> read(
                        custom("partitioning", "\"auto\""),
                        custom("writeMode", "\"replace\""),
                        custom("replaceBy", "\"partition\"")))
                .hasMessageContaining("not auto, because it decides what a batch replaces");
    }

    @Test
    void aSizeIsWrittenInTheLargestUnitThatIsExact() {
        assertThat(List.of(Choice.text(128L << 20), Choice.text(1536), Choice.text(0), Choice.text(4L << 30)))
                .containsExactly("128MB", "1536B", "0B", "4GB");
    }
}
