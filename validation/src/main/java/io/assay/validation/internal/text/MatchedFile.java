package io.assay.validation.internal.text;

import io.assay.definition.contract.ContractColumn;
import java.util.List;

/**
 * A file whose fields are matched with the contract's columns.
 *
 * @param fromFolders the columns that only the folders of the file's path give
 */
public record MatchedFile(TextFile file, List<ContractColumn> fromFolders) {
    public MatchedFile {
        fromFolders = List.copyOf(fromFolders);
    }
}
