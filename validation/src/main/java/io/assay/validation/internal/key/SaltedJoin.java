package io.assay.validation.internal.key;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.assay.validation.internal.value.UnvalidatedRow;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Divides the rows of frequent keys among several tasks of a join: each row gets the number of a part beside its key,
 * and on the other side such a key is repeated for each part. Rows of other keys have part 0.
 *
 * @param hot hashes of the keys
 * @param parts 1: nothing is divided
 */
record SaltedJoin(List<Long> hot, int parts) {
    SaltedJoin {
        hot = List.copyOf(hot);
    }

    static final SaltedJoin NONE = new SaltedJoin(List.of(), 1);

    boolean divides() {
        return parts > 1 && !hot.isEmpty();
    }

    /** The part of a row of a batch, by its place in the batch. */
    Column part(Column... key) {
        return when(isHot(key), pmod(col(UnvalidatedRow.POSITION), lit(parts)).cast("int"))
                .otherwise(lit(0));
    }

    /** Distinct keys with one column more, {@code name}. */
    Dataset<Row> inParts(Dataset<Row> keys, String name, Column... key) {
        Column all = sequence(lit(0), lit(parts - 1));
        return keys.withColumn(name, explode(when(isHot(key), all).otherwise(array(lit(0)))));
    }

    private Column isHot(Column... key) {
        return xxhash64(key).isInCollection(hot);
    }
}
