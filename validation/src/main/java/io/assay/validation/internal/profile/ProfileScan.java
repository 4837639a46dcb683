package io.assay.validation.internal.profile;

import io.assay.validation.profile.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** Reads rows once, all columns together. Entry of this package. */
public final class ProfileScan {
    private static final int DEPTH = 3;

    private ProfileScan() {}

    /**
     * Profiles the columns of {@code columns}; one action.
     *
     * @param malformed a column of the rows that is not null in records that cannot be read
     * @param texts whether the source has texts only, in which words such as NA can mean null
     */
    public static Profile of(Dataset<Row> rows, List<String> columns, Optional<String> malformed, boolean texts) {
        List<ProfiledColumn> plan = new ArrayList<>();
        for (ProfiledColumn column : ProfiledColumn.of(rows.schema())) {
            if (columns.contains(column.path().get(0))) {
                plan.add(column);
            }
        }
        List<String> names = List.of(rows.columns());
        Dataset<Row> byPlace = rows.toDF(IntStream.range(0, names.size())
                .mapToObj(place -> "_" + place)
                .toArray(String[]::new)); // names may differ by case alone
        List<Column> values = new ArrayList<>();
        plan.forEach(column -> values.add(
                column.values(byPlace.col("_" + names.indexOf(column.path().get(0))))));
        malformed.ifPresent(name -> values.add(byPlace.col("_" + names.indexOf(name))));
        boolean marked = malformed.isPresent();
        JavaRDD<InternalRow> read = byPlace.select(values.toArray(Column[]::new))
                .queryExecution()
                .toRdd()
                .toJavaRDD();
        ProfileState state = read.getNumPartitions() == 0
                ? new ProfileState(plan)
                : read.<ProfileState>mapPartitionsWithIndex(
                                (task, some) -> Collections.singletonList(
                                                new ProfileState(plan).all(task, some, marked))
                                        .iterator(),
                                false)
                        .treeReduce(ProfileState::merge, DEPTH);
        return new Profile(state.rows(), state.malformed(), state.profiles(texts), state.sample());
    }
}
