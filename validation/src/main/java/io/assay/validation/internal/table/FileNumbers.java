package io.assay.validation.internal.table;

import static org.apache.spark.sql.functions.udf;

import io.assay.validation.source.BatchPosition;
import java.util.HashMap;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** What a row's file adds to its position: see {@link BatchPosition}. */
final class FileNumbers {
    private FileNumbers() {}

    /**
     * From a file's name to the place of its first row.
     *
     * @param files in order; a file that is not among them comes after all
     * @param first number of the first of them in the batch
     */
    static UserDefinedFunction of(List<String> files, int first) {
        HashMap<String, Long> places = new HashMap<>();
        for (int i = 0; i < files.size(); i++) {
            long place = BatchPosition.of(first + i, 0);
            String name = files.get(i);
            places.putIfAbsent(name, place);
            // Spark names a file by its URI, in which a space is %20
            places.putIfAbsent(new Path(name).toUri().toString(), place);
            places.putIfAbsent(new Path(name).toUri().getRawPath(), place);
        }
        Long last = BatchPosition.of(first + files.size(), 0);
        UDF1<String, Long> place = name -> places.getOrDefault(name, last);
        return udf(place, DataTypes.LongType);
    }
}
