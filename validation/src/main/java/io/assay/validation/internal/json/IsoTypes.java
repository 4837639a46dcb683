package io.assay.validation.internal.json;

import io.assay.definition.contract.ColumnType;
import io.assay.definition.contract.ContractColumn;
import java.util.List;
import java.util.Optional;

/** Types of a contract without the formats of their texts: dates and times are in ISO-8601. */
final class IsoTypes {
    private IsoTypes() {}

    static List<ContractColumn> of(List<ContractColumn> columns) {
        return columns.stream()
                .map(column -> new ContractColumn(
                        column.name(),
                        column.source(),
                        of(column.type()),
                        column.required(),
                        column.description(),
                        column.classification(),
                        column.tags()))
                .toList();
    }

    private static ColumnType of(ColumnType type) {
        if (type instanceof ColumnType.Date) {
            return new ColumnType.Date(Optional.empty());
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            return new ColumnType.Timestamp(Optional.empty(), timestamp.zone());
        }
        if (type instanceof ColumnType.Time) {
            return new ColumnType.Time(Optional.empty());
        }
        if (type instanceof ColumnType.Array array) {
            return new ColumnType.Array(of(array.element()));
        }
        return type instanceof ColumnType.Struct struct ? new ColumnType.Struct(of(struct.fields())) : type;
    }
}
