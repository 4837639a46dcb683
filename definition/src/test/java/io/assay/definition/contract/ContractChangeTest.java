package io.assay.definition.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.project.DefinitionReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContractChangeTest {
    private static DatasetContract dataset(String properties) {
        return DefinitionReader.contract("""
                        {"kind":"DataContract","apiVersion":"v3.1.0","id":"x","version":"1.0.0","status":"active",
                         "schema":[{"name":"t","properties":[%s]}]}""".formatted(properties.replace('\'', '"')))
                .datasets()
                .get(0);
    }

    private static final String ID = "{'name':'id','logicalType':'string'}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'name':'n','physicalType':'int'} | {'name':'n','physicalType':'bigint'} | n: int widens to bigint: COMPATIBLE",
                "{'name':'n','physicalType':'bigint'} | {'name':'n','physicalType':'int'} | n: type bigint becomes int, which is not wider: BREAKING",
                "{'name':'n','physicalType':'float'} | {'name':'n','physicalType':'double'} | n: float widens to double: COMPATIBLE",
                "{'name':'n','physicalType':'int'} | {'name':'n','physicalType':'double'} | n: type int becomes double, which is not wider: BREAKING",
                "{'name':'n','physicalType':'decimal(9,2)'} | {'name':'n','physicalType':'decimal(12,2)'} | n: decimal(9,2) widens to decimal(12,2): COMPATIBLE",
                "{'name':'n','logicalType':'string'} | {'name':'m','logicalType':'string'} | n: the column is gone: BREAKING; m: an optional column is new: COMPATIBLE; n.type: the rule is gone: COMPATIBLE; m.type: the rule is new; rows published before were not checked against it: COMPATIBLE",
                "{'name':'n','logicalType':'string','required':true} | {'name':'n','logicalType':'string'} | n.required: the rule is gone: COMPATIBLE",
                "{'name':'n','logicalType':'string'} | {'name':'n','logicalType':'string','primaryKey':true} | t: primary key [] becomes [n]: BREAKING; n.required: the rule is new; rows published before were not checked against it: COMPATIBLE; n.unique: the rule is new; rows published before were not checked against it: COMPATIBLE",
                "{'name':'n','logicalType':'object','properties':[{'name':'a','logicalType':'string'}]} | {'name':'n','logicalType':'object','properties':[{'name':'a','logicalType':'integer'}]} | n.a: type string becomes bigint, which is not wider: BREAKING"
            })
    void isNamedWithItsEffect(String before, String after, String changes) {
        List<String> found = ContractChange.between(dataset(ID + "," + before), dataset(ID + "," + after)).stream()
                .map(change -> "%s: %s: %s".formatted(change.at(), change.what(), change.effect()))
                .toList();
        assertThat(String.join("; ", found)).isEqualTo(changes);
    }
}
