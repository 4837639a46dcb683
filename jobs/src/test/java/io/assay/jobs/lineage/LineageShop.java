package io.assay.jobs.lineage;

import io.assay.jobs.TestProject;
import java.nio.file.Path;

/** A shop with all that the jobs need: two datasets, a view, a service, a model. */
final class LineageShop {
    private LineageShop() {}

    static TestProject in(Path folder, String url) {
        TestProject shop = TestProject.in(folder);
        shop.file("assay.yaml", "assay: 1", "project: shop", "warehouse: warehouse", "lineage: {url: '" + url + "'}");
        shop.file("entities.yaml", "entities:", "  customer: {join_keys: {customer: string}}");
        shop.file(
                "contracts/customers.odcs.yaml",
                "kind: DataContract",
                "apiVersion: v3.1.0",
                "id: shop-customers",
                "version: 1.0.0",
                "status: active",
                "schema:",
                "  - name: customers",
                "    properties:",
                "      - {name: name, logicalType: string, primaryKey: true}",
                "      - {name: city, logicalType: string}");
        shop.file(
                "views/customer_orders.yaml",
                "view: customer_orders",
                "entity: customer",
                "source: {dataset: orders, event_time: ordered_at, where: 'amount < 1000'}",
                "window:",
                "  - {name: orders_7d, aggregate: count, over: 7d}",
                "  - {name: spent_30d, aggregate: sum, of: amount, over: 30d}",
                "  - {name: big_30d, aggregate: count, where: 'amount > 10', over: 30d}");
        shop.file("services/customer_model.yaml", "service: customer_model", "features:", "  - customer_orders");
        shop.file(
                "models/big_order.yaml",
                "model: big_order",
                "service: customer_model",
                "labels: SELECT customer, ordered_at AS event_timestamp, amount > 10 AS big FROM datasets.orders",
                "label: big",
                "algorithm: logistic_regression",
                "parameters: {maxIter: 1}",
                "train_until: 2026-01-15T00:00:00Z");
        return shop;
    }

    /** The contract of orders: amounts are not below {@code minimum}. */
    static void contract(TestProject shop, String version, int minimum) {
        shop.file(
                "contracts/orders.odcs.yaml",
                "kind: DataContract",
                "apiVersion: v3.1.0",
                "id: shop-orders",
                "version: " + version,
                "status: active",
                "schema:",
                "  - name: orders",
                "    properties:",
                "      - {name: order_id, logicalType: string, primaryKey: true}",
                "      - {name: customer, logicalType: string, required: true, relationships: [{to: customers.name}]}",
                "      - {name: ordered_at, logicalType: timestamp, required: true}",
                "      - {name: amount, logicalType: number, required: true, logicalTypeOptions: {minimum: %d}}"
                        .formatted(minimum));
    }
}
