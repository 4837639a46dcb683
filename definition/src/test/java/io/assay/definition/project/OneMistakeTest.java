package io.assay.definition.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One mistake in a project is one fault: what follows from it is not reported beside it. */
final class OneMistakeTest {
    private static final String CONTRACT = """
            apiVersion: v3.1.0
            kind: DataContract
            id: orders
            version: 1.0.0
            status: active
            schema:
              - name: orders
                customProperties:
                  - {property: writeMode, value: upsert}
                  - {property: orderBy, value: at}
                  - {property: deletedWhen, value: "op = 'D'"}
                  - {property: partitioning, value: [days(at), "bucket(4, id)"]}
                properties:
                  - {name: id, logicalType: integer, primaryKey: true}
                  - {name: at, logicalType: timestamp, required: true}
                  - {name: op, logicalType: string, logicalTypeOptions: {maxLength: 1}}
                  - name: amount
                    logicalType: number
                    logicalTypeOptions: {minimum: 0}
                    quality: [{metric: nullValues, mustBeLessThan: 5, unit: percent}]
                  - name: customer
                    logicalType: integer
                    relationships: [{to: customers.id}]
                quality:
                  - {type: sql, query: "SELECT count(*) FROM {object} WHERE amount > 1000", mustBe: 0}
              - name: customers
                customProperties:
                  - {property: writeMode, value: replace}
                  - {property: replaceBy, value: partition}
                properties:
                  - {name: id, logicalType: integer, primaryKey: true}
                  - {name: day, logicalType: date, primaryKey: true, partitioned: true}
                  - name: site
                    logicalType: object
                    properties:
                      - {name: city, logicalType: string}
                    logicalTypeOptions: {required: [city]}
                  - name: tags
                    logicalType: array
                    items: {logicalType: string, logicalTypeOptions: {pattern: "^[a-z]+$"}}
            """;
    private static final String VIEW = """
            view: spent
            entity: customer
            source: {dataset: orders, event_time: at}
            latest: [amount, op]
            """;

    private static final String SERVICE = "service: spending\nfeatures: [spent]\n";
    private static final String MODEL = """
            model: late
            service: spending
            labels: SELECT customer, at AS event_timestamp, amount > 5 AS much FROM datasets.orders
            label: much
            algorithm: gbt_classifier
            train_until: -30d
            """;

    @TempDir
    Path folder;

    private List<Fault> faults(String wrong, String right) throws IOException {
        assertThat(CONTRACT + VIEW + SERVICE + MODEL).contains(right);
        for (String name : List.of("contracts", "views", "services", "models")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.writeString(folder.resolve("assay.yaml"), "assay: 1\nproject: p\nwarehouse: w\n");
        Files.writeString(folder.resolve("entities.yaml"), "entities: {customer: {join_keys: {customer: long}}}\n");
        Files.writeString(folder.resolve("contracts/o.odcs.yaml"), CONTRACT.replace(right, wrong));
        Files.writeString(folder.resolve("views/v.yaml"), VIEW.replace(right, wrong));
        Files.writeString(folder.resolve("services/s.yaml"), SERVICE.replace(right, wrong));
        Files.writeString(folder.resolve("models/m.yaml"), MODEL.replace(right, wrong));
        return Project.check(folder, Optional.empty()).faults();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    value: upsert | value: upserts
                    value: replace | value: replaced
                    kind: DataContract | kind: DataContracts
                    status: active | status: [active]
                    version: 1.0.0 | version:
                    id: orders | ids: orders
                    name: at, logicalType: timestamp | name: at, logicalType: timestmp
                    name: at, logicalType: timestamp | nam: at, logicalType: timestamp
                    name: at, logicalType: timestamp | name: at, logicalTyp: timestamp
                    name: op, logicalType: string | name: op, logicalType: strings
                    name: amount\\n | nam: amount\\n
                    logicalType: number | logicalType: numbers
                    minimum: 0 | minimun: 0
                    minimum: 0 | minimum: x
                    name: customers | nam: customers
                    name: customers | name: customer
                    name: orders | nam: orders
                    id, logicalType: integer, primaryKey: true}\\n      - {name: at | id, logicalType: int, primaryKey: true}\\n      - {name: at
                    logicalType: array | logicalType: list
                    logicalType: object | logicalType: struct
                    items: | item:
                    properties:\\n          - {name: city | propertys:\\n          - {name: city
                    name: city | nam: city
                    days(at) | days(op)
                    days(at) | days(when)
                    days(at) | weeks(at)
                    day, logicalType: date | day, logicalType: dates
                    partitioned: true | partitioned: yes please
                    value: partition | value: partitions
                    primaryKey: true}\\n      - {name: at | primaryKey: yes sir}\\n      - {name: at
                    metric: nullValues | metric: nullValue
                    mustBeLessThan | mustBeLessThen
                    type: sql | type: sqll
                    SELECT count | SELEC count
                    amount > 1000 | amout > 1000
                    to: customers.id | to: customers.ids
                    to: customers.id | to: customer.id
                    orderBy, value: at | orderBy, value: att
                    event_time: at | event_time: att
                    latest: [amount, op] | latest: [amont, op]
                    dataset: orders | dataset: order
                    entity: customer | entity: customr
                    view: spent | vew: spent
                    apiVersion: v3.1.0 | apiVersion: v3.1
                    schema: | schemas:
                    properties:\\n      - {name: id, logicalType: integer, primaryKey: true}\\n      - {name: at | property:\\n      - {name: id, logicalType: integer, primaryKey: true}\\n      - {name: at
                    "^[a-z]+$" | "^[a-z+$"
                    maxLength: 1 | maxLength: one
                    deletedWhen, value: "op | deletedWhen, value: "opp
                    quality:\\n      - {type | qualitys:\\n      - {type
                    properties:\\n      - {name: id, logicalType: integer, primaryKey: true}\\n      - {name: at | columns:\\n      - {name: id, logicalType: integer, primaryKey: true}\\n      - {name: at
                    latest: [ | lates: [
                    event_time: at | event_tim: at
                    source: | sources:
                    dataset: orders, | datasets: orders,
                    service: spending\\nfeatures | servce: spending\\nfeatures
                    features: | feature:
                    model: late | modl: late
                    label: much | labl: much
                    labels: | lables:
                    features: [spent] | features: [spend]
                    service: spending\\nlabels | service: spendings\\nlabels
                    """)
    void isOneFault(String right, String wrong) throws IOException {
        List<Fault> faults = faults(wrong.replace("\\n", "\n"), right.replace("\\n", "\n"));

        assertThat(faults.stream().map(Fault::text)).as("%s", faults).hasSize(1);
    }

    @Test
    void withoutOneThereIsNone() throws IOException {
        assertThat(faults("value: upsert", "value: upsert")).isEmpty();
    }
}
