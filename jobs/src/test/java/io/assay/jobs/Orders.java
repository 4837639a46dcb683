package io.assay.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A shop's contracts: orders with a key, a required amount that is not negative, and a customer that must exist. */
public final class Orders {
    private static final String[] CUSTOMERS = {
        "kind: DataContract",
        "apiVersion: v3.1.0",
        "id: shop-customers",
        "version: 1.0.0",
        "status: active",
        "schema:",
        "  - name: customers",
        "    customProperties:",
        "      - {property: writeMode, value: replace}",
        "    properties:",
        "      - {name: name, logicalType: string, primaryKey: true}",
        "      - {name: city, logicalType: string}"
    };

    private Orders() {}

    /** A project with both contracts. */
    public static TestProject in(Path folder) {
        TestProject project = TestProject.in(folder);
        project.file("contracts/customers.odcs.yaml", CUSTOMERS);
        contract(project, "1.0.0", "");
        return project;
    }

    /** The contract of orders again: another version, with more lines under the object and under its properties. */
    public static void contract(TestProject project, String version, String properties, String... object) {
        List<String> lines = new ArrayList<>(List.of(
                "kind: DataContract",
                "apiVersion: v3.1.0",
                "id: shop-orders",
                "version: " + version,
                "status: active",
                "schema:",
                "  - name: orders"));
        lines.addAll(List.of(object));
        lines.addAll(List.of(
                "    properties:",
                "      - {name: id, logicalType: integer, primaryKey: true}",
                "      - {name: amount, logicalType: number, required: true, logicalTypeOptions: {minimum: 0}}",
                properties.isEmpty() ? "      - {name: note, logicalType: string}" : properties));
        project.file("contracts/orders.odcs.yaml", lines.toArray(String[]::new));
    }
}
