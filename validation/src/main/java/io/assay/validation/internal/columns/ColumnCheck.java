package io.assay.validation.internal.columns;

import io.assay.definition.contract.ContractColumn;
import io.assay.definition.message.NameList;
import io.assay.validation.source.UnreadableSourceException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a source has the columns that it must have.
 *
 * @param where names the source in messages
 * @param folders the values of its {@code key=value} folders, by the key without its case
 * @param hint a likely cause that is specific to the format, such as another delimiter
 */
public record ColumnCheck(
        String where, List<ContractColumn> columns, Map<String, Optional<String>> folders, Optional<String> hint) {
    public ColumnCheck {
        columns = List.copyOf(columns);
    }

    /**
     * The match of these names with the contract's columns.
     *
     * @throws UnreadableSourceException if none of them is in the contract, or one that is required is missing
     */
    public ColumnMatch match(List<String> names) {
        ColumnMatch match = ColumnMatch.of(columns, names, where);
        if (match.none()) {
            throw new UnreadableSourceException(
                    where,
                    "none of its columns is in the contract",
                    "its columns are %s, the contract's are %s: %s"
                            .formatted(
                                    NameList.of(names),
                                    NameList.of(columns.stream()
                                            .map(ContractColumn::source)
                                            .toList()),
                                    hint.or(() -> blanks(match.missing(), names))
                                            .orElse("is it a file of another dataset?")));
        }
        List<ContractColumn> fromFolders = FolderValues.columns(match.missing(), folders);
        for (ContractColumn column : match.missing()) {
            if (column.required() && !fromFolders.contains(column)) {
                throw new UnreadableSourceException(
                        where,
                        "has no column '%s', which the contract requires".formatted(column.source()),
                        "its columns are %s: fix the file, or make the column optional%s"
                                .formatted(
                                        NameList.of(names),
                                        hint.or(() -> blanks(List.of(column), names))
                                                .map(cause -> "; " + cause)
                                                .orElse("")));
            }
        }
        return match;
    }

    /** Names that would match if they had no blanks around them. */
    private static Optional<String> blanks(List<ContractColumn> missing, List<String> names) {
        return names.stream()
                .filter(name -> missing.stream().anyMatch(column -> name.strip().equalsIgnoreCase(column.source())))
                .findFirst()
                .map(
                        "its '%s' has blanks around the name: remove them, or write them in the contract's physicalName"
                                ::formatted);
    }
}
