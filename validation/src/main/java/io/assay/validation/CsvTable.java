package io.assay.validation;

import static org.apache.spark.sql.functions.col;

import io.assay.validation.internal.catalyst.TextRows;
import io.assay.validation.internal.csv.CsvTexts;
import io.assay.validation.internal.files.SourceFormats;
import io.assay.validation.internal.files.SourceListing;
import io.assay.validation.internal.value.UnvalidatedRow;
import io.assay.validation.source.Input;
import io.assay.validation.source.SourceFile;
import io.assay.validation.source.UnreadableSourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * CSV files without a contract, read as the gate reads them: every column is text, the empty text is null. Of several
 * files each is matched by its own header; a column that a file does not have is null there.
 */
public final class CsvTable {
    static final String MALFORMED = UnvalidatedRow.MALFORMED;

    private final TextRows rows;
    private final List<String> columns;
    private final Optional<CsvTexts.Nameless> nameless;

    private CsvTable(TextRows rows, List<String> columns, Optional<CsvTexts.Nameless> nameless) {
        this.rows = rows;
        this.columns = columns;
        this.nameless = nameless;
    }

    /**
     * Reads the headers only.
     *
     * @param nullValues texts that mean null
     * @throws UnreadableSourceException if a file cannot be opened, or its header has a name twice
     */
    public static CsvTable open(SparkSession spark, Input input, List<String> nullValues) {
        Configuration hadoop = spark.sessionState().newHadoopConf();
        List<SourceFile> files = new ArrayList<>();
        Map<String, String> options = new HashMap<>(input.options());
        boolean tabs = true;
        for (String path : input.paths()) {
            for (FileStatus file : SourceListing.of(path, hadoop)) {
                files.add(SourceListing.file(file));
                tabs &= SourceFormats.tabs(file.getPath().getName());
            }
        }
        if (tabs && !files.isEmpty() && !options.containsKey("sep")) {
            options.putIfAbsent("delimiter", "\t");
        }
        CsvTexts texts = CsvTexts.of(files, options, nullValues, hadoop);
        return new CsvTable(new TextRows(spark, texts.files(), texts.plan()), texts.columns(), texts.nameless());
    }

    /** The names of its columns, of all files' headers; none if all files are empty. */
    public List<String> columns() {
        return columns;
    }

    /**
     * All rows in the order of the files and of the records in them.
     *
     * @throws UnreadableSourceException if a column has no name; in the action that reads it, if a record is malformed:
     *     it names the record
     */
    public Dataset<Row> strict() {
        nameless.ifPresent(column -> {
            throw new UnreadableSourceException(
                    column.path(),
                    "column %d of its header has no name".formatted(column.place()),
                    "name it, or remove the column");
        });
        return texts(rows.strict().inOrder().rows(Optional.empty()));
    }

    /** The rows that can be read. */
    public Dataset<Row> readable() {
        return texts(
                rows.rows(Optional.empty()).where(col(UnvalidatedRow.MALFORMED).isNull()));
    }

    /** All records: the columns, then {@link #MALFORMED}, which is null unless the record cannot be read. */
    Dataset<Row> marked() {
        List<Column> wanted = list();
        wanted.add(col(MALFORMED));
        return rows.rows(Optional.empty()).select(wanted.toArray(Column[]::new));
    }

    /** A row for each record that cannot be read. */
    public Dataset<Row> malformed() {
        return rows.rows(Optional.empty())
                .where(col(UnvalidatedRow.MALFORMED).isNotNull())
                .select(UnvalidatedRow.SOURCE, UnvalidatedRow.POSITION, UnvalidatedRow.MALFORMED);
    }

    private Dataset<Row> texts(Dataset<Row> read) {
        return read.select(list().toArray(Column[]::new));
    }

    private List<Column> list() {
        List<Column> list = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            list.add(col(CsvTexts.place(i)).as(columns.get(i)));
        }
        return list;
    }
}
