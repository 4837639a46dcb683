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
                "{'name':'n','physicalType':'int'} | {'name':'n','physicalType':'bigint'} | n: int widens to bigint: []",
                "{'name':'n','physicalType':'bigint'} | {'name':'n','physicalType':'int'} | n: type bigint becomes int, which is not wider: [readers, writers]",
                "{'name':'n','physicalType':'float'} | {'name':'n','physicalType':'double'} | n: float widens to double: []",
                "{'name':'n','physicalType':'int'} | {'name':'n','physicalType':'double'} | n: type int becomes double, which is not wider: [readers, writers]",
                "{'name':'n','physicalType':'decimal(9,2)'} | {'name':'n','physicalType':'decimal(12,2)'} | n: decimal(9,2) widens to decimal(12,2): []",
                "{'name':'n','logicalType':'string'} | {'name':'m','logicalType':'string'} | n: the column is gone: [readers]; m: an optional column is new: []",
                "{'name':'n','logicalType':'string','required':true} | {'name':'n','logicalType':'string'} | n.required: the rule is gone: []",
                "{'name':'n','logicalType':'string'} | {'name':'n','logicalType':'string','primaryKey':true} | t: primary key [] becomes [n]: [readers, writers]; n.required: the rule is new; rows published before were not checked against it: [writers]; n.unique: the rule is new; rows published before were not checked against it: [writers]",
                "{'name':'n','logicalType':'object','properties':[{'name':'a','logicalType':'string'}]} | {'name':'n','logicalType':'object','properties':[{'name':'a','logicalType':'integer'}]} | n.a: type string becomes bigint, which is not wider: [readers, writers]",
                "{'name':'n','logicalType':'string','logicalTypeOptions':{'maxLength':3}} | {'name':'n','logicalType':'string','logicalTypeOptions':{'maxLength':5}} | n.maxLength: the rule is looser: []",
                "{'name':'n','logicalType':'string','logicalTypeOptions':{'maxLength':5}} | {'name':'n','logicalType':'string','logicalTypeOptions':{'maxLength':3}} | n.maxLength: the rule differs, and may keep back rows that passed before: [writers]",
                "{'name':'n','logicalType':'integer','logicalTypeOptions':{'minimum':3}} | {'name':'n','logicalType':'integer','logicalTypeOptions':{'minimum':1}} | n.minimum: the rule is looser: []",
                "{'name':'n','logicalType':'integer','logicalTypeOptions':{'maximum':3}} | {'name':'n','logicalType':'integer','logicalTypeOptions':{'maximum':1}} | n.maximum: the rule differs, and may keep back rows that passed before: [writers]",
                "{'name':'n','logicalType':'date','logicalTypeOptions':{'minimum':'2020-01-01'}} | {'name':'n','logicalType':'date','logicalTypeOptions':{'minimum':'2019-12-31'}} | n.minimum: the rule is looser: []",
                "{'name':'n','logicalType':'date','logicalTypeOptions':{'maximum':'2020-01-01'}} | {'name':'n','logicalType':'date','logicalTypeOptions':{'maximum':'2019-12-31'}} | n.maximum: the rule differs, and may keep back rows that passed before: [writers]",
                "{'name':'n','logicalType':'timestamp','logicalTypeOptions':{'minimum':'2020-01-01T00:00:00+02:00'}} | {'name':'n','logicalType':'timestamp','logicalTypeOptions':{'minimum':'2019-12-31T22:00:00Z'}} | n.minimum: the rule is looser: []",
                "{'name':'n','logicalType':'timestamp','logicalTypeOptions':{'maximum':'2020-01-01T00:00:00Z'}} | {'name':'n','logicalType':'timestamp','logicalTypeOptions':{'maximum':'2020-01-01T00:00:00.5Z'}} | n.maximum: the rule is looser: []",
                "{'name':'n','logicalType':'time','logicalTypeOptions':{'maximum':'09:00:00'}} | {'name':'n','logicalType':'time','logicalTypeOptions':{'maximum':'10:00:00'}} | n.maximum: the rule is looser: []",
                "{'name':'n','logicalType':'date'} | {'name':'n','logicalType':'date','logicalTypeOptions':{'format':'dd.MM.yyyy'}} | n: other values are of its type, or they are read in another way: [writers]",
                "{'name':'n','logicalType':'string'} | {'name':'n','logicalType':'string','physicalName':'N 1'} | n: its name in the source, 'n', becomes 'N 1': [writers]",
                "{'name':'n','logicalType':'string'} | {'name':'n','logicalType':'string'},{'name':'m','logicalType':'string','required':true} | m: a required column is new; rows published before it have no value: [readers, writers]"
            })
    void isNamedWithItsEffect(String before, String after, String changes) {
        List<String> found = ContractChange.between(dataset(ID + "," + before), dataset(ID + "," + after)).stream()
                .map(change -> "%s: %s: %s"
                        .formatted(
                                change.at(),
                                change.what(),
                                change.breaks().stream()
                                        .map(ContractChange.Party::word)
                                        .sorted()
                                        .toList()))
                .toList();
        assertThat(String.join("; ", found)).isEqualTo(changes);
    }
}
