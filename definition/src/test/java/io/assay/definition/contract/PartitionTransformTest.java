package io.assay.definition.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.definition.InvalidDefinitionException;
import io.assay.definition.project.DefinitionReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By what a contract may partition a dataset. */
final class PartitionTransformTest {
    private static DatasetContract read(String value) {
        return DefinitionReader.contract("""
                        {"apiVersion": "v3.1.0", "kind": "DataContract", "id": "c", "version": "1.0.0", "status": "active",
                         "schema": [{"name": "c", "customProperties": [%s, {"property": "writeMode", "value": "upsert"}],
                         "properties": [
                           {"name": "id", "logicalType": "integer", "primaryKey": true},
                           {"name": "at", "logicalType": "timestamp"},
                           {"name": "Order Day", "logicalType": "date"},
                           {"name": "city", "logicalType": "string"},
                           {"name": "city_bucket", "logicalType": "string"},
                           {"name": "share", "logicalType": "number"},
                           {"name": "ok", "logicalType": "boolean"},
                           {"name": "price", "logicalType": "number", "physicalType": "decimal(5,2)"},
                           {"name": "site", "logicalType": "object", "properties": [{"name": "x", "logicalType": "string"}]},
                           {"name": "tags", "logicalType": "array", "items": {"logicalType": "string"}}]}]}
                        """.formatted(value)).datasets().get(0);
    }

    private static String custom(String name, String value) {
        return "{\"property\": \"%s\", \"value\": %s}".formatted(name, value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    years(AT) | years(at)
                    month( at ) | months(at)
                    Days(order day) | days(Order Day)
                    hours(at) | hours(at)
                    order day | Order Day
                    identity(City) | city
                    bucket( 16 ,ID) | bucket(16, id)
                    truncate(4, city) | truncate(4, city)
                    """)
    void aTransformNamesAColumnInAnyCase(String written, String read) {
        assertThat(read(custom("partitioning", "\"" + written + "\"")).partitioning())
                .containsExactly(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ["when"] | partitioning names the column 'when', which does not exist
                    ["days(when)"] | partitioning names the column 'when', which does not exist
                    ["weeks(at)"] | 'weeks(at)' is not a partition transform
                    ["bucket(at)"] | 'bucket(at)' is not a partition transform
                    ["bucket(0, id)"] | 'bucket(0, id)' is not a partition transform
                    ["bucket(99999999999, id)"] | 'bucket(99999999999, id)' is not a partition transform
                    ["days(at"] | partitioning names the column 'days(at', which does not exist
                    ["days(city)"] | cannot be partitioned by 'days(city)': 'city' is a column of string; use a date
                    ["hours(Order Day)"] | 'Order Day' is a column of date; use a timestamp
                    ["truncate(4, at)"] | 'at' is a column of timestamp; use an integer or a text
                    ["truncate(4, price)"] | 'price' is a column of decimal(5,2); use an integer or a text
                    ["bucket(4, share)"] | 'share' is a column of double
                    ["bucket(4, ok)"] | 'ok' is a column of boolean
                    ["site"] | cannot be partitioned by 'site': 'site' is a column of struct<x:string>
                    ["tags"] | cannot be partitioned by 'tags'
                    ["days(at)", "hours(at)"] | cannot be partitioned by both 'days(at)' and 'hours(at)'
                    ["id", "id"] | cannot be partitioned by both 'id' and 'id'
                    ["bucket(4, id)", "bucket(8, id)"] | cannot be partitioned by both 'bucket(4, id)' and 'bucket(8, id)'
                    ["bucket(4, city)"] | 'bucket(4, city)' needs the name 'city_bucket', which a column has
                    """)
    void whatIcebergWouldRefuseIsAFault(String value, String what) {
        assertThatThrownBy(() -> read(custom("partitioning", value)))
                .isInstanceOfSatisfying(
                        InvalidDefinitionException.class,
                        faults -> assertThat(faults.faults()).hasSize(1))
                .hasMessageContaining(what)
                .hasMessageContaining("customProperties[0].value[");
    }

    @Test
    void columnsThatSayItThemselvesAreCheckedTheSame() {
        String contract =
                "{\"apiVersion\": \"v3.1.0\", \"kind\": \"DataContract\", \"id\": \"c\", \"version\": \"1.0.0\","
                        + " \"status\": \"active\", \"schema\": [{\"name\": \"c\", \"properties\": [{\"name\": \"%s\","
                        + " \"logicalType\": \"array\", \"items\": {\"logicalType\": \"%s\"}, \"partitioned\": true}]}]}";
        for (String name : List.of("tags", "days(at)")) {
            assertThat(DefinitionReader.contract(contract.formatted(name, "string"))
                            .notes())
                    .extracting(DataContract.Note::what)
                    .anyMatch(note -> note.startsWith("a dataset cannot be partitioned by"));
        }
    }

    @Test
    void rowsAreOrderedByAColumnInAnyCase() {
        assertThat(read(custom("orderBy", "\"AT\"")).updates().orderBy()).contains("at");
    }
}
