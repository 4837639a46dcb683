package io.assay.jobs.suggest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import io.assay.validation.suggest.SuggestedKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds the candidate keys in which no two rows are equal; one scan and one shuffle of their hashes. */
final class KeyCheck {
    private KeyCheck() {}

    /** The first candidate without duplicates. */
    static Optional<SuggestedKey> first(Dataset<Row> rows, List<SuggestedKey> candidates) {
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = List.of(rows.columns());
        Dataset<Row> byPlace = rows.toDF(IntStream.range(0, names.size())
                .mapToObj(place -> "_" + place)
                .toArray(String[]::new)); // names may differ by case alone
        List<Column> hashes = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Column[] columns = candidates.get(i).columns().stream()
                    .map(name -> byPlace.col("_" + names.indexOf(name)))
                    .toArray(Column[]::new);
            hashes.add(struct(lit(i).as("candidate"), xxhash64(columns).as("hash")));
        }
        List<Row> alike = byPlace.select(
                        explode(array(hashes.toArray(Column[]::new))).as("key"))
                .groupBy(col("key.candidate").as("candidate"), col("key.hash").as("hash"))
                .agg(count(lit(1)).as("rows"))
                .where(col("rows").gt(1))
                .select("candidate")
                .distinct()
                .collectAsList();
        Set<Integer> refuted = new HashSet<>();
        alike.forEach(row -> refuted.add(row.getInt(0)));
        for (int i = 0; i < candidates.size(); i++) {
            if (!refuted.contains(i)) {
                return Optional.of(candidates.get(i));
            }
        }
        return Optional.empty();
    }
}
