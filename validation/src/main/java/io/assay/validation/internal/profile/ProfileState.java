package io.assay.validation.internal.profile;

import io.assay.validation.profile.ColumnProfile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.InternalRow;

/** What is counted of all columns. */
final class ProfileState implements Serializable {
    private static final long serialVersionUID = 1;
    /** Values of all columns that are kept before they are summarised. */
    private static final int MEMORY = 4_000_000;

    private static final int MOST_MEMORY = 50_000;
    private static final int LEAST_MEMORY = 2_000;

    private final List<ProfiledColumn> plan;
    private final ColumnState[] columns;
    private final int[] parent;
    private final RowSample sample;
    private final long[] hashes;
    private long rows;
    private long malformed;

    ProfileState(List<ProfiledColumn> plan) {
        this.plan = List.copyOf(plan);
        int memory = Math.max(LEAST_MEMORY, Math.min(MOST_MEMORY, MEMORY / Math.max(1, plan.size())));
        this.columns =
                plan.stream().map(column -> new ColumnState(column, memory)).toArray(ColumnState[]::new);
        this.hashes = new long[plan.size()];
        this.sample = new RowSample(plan.size());
        Map<List<String>, Integer> places = new HashMap<>();
        this.parent = new int[plan.size()];
        for (int i = 0; i < plan.size(); i++) {
            List<String> path = plan.get(i).path();
            places.put(path, i);
            parent[i] = places.getOrDefault(path.subList(0, path.size() - 1), -1);
        }
    }

    /** Takes a task's rows in: the columns, then why the record is malformed, null if it is not. */
    ProfileState all(int task, Iterator<InternalRow> rowsOfTask, boolean marked) {
        long number = (long) task << 40;
        while (rowsOfTask.hasNext()) {
            InternalRow row = rowsOfTask.next();
            if (marked && !row.isNullAt(columns.length)) {
                malformed++;
                continue;
            }
            rows++;
            for (int i = 0; i < columns.length; i++) {
                // a field of an object that is not there is not missing
                hashes[i] = parent[i] >= 0 && hashes[parent[i]] == 0 ? 0 : columns[i].add(row, i);
            }
            sample.add(number++, hashes);
        }
        return this;
    }

    ProfileState merge(ProfileState other) {
        rows += other.rows;
        malformed += other.malformed;
        for (int i = 0; i < columns.length; i++) {
            columns[i].merge(other.columns[i]);
        }
        sample.merge(other.sample);
        return this;
    }

    long rows() {
        return rows;
    }

    long malformed() {
        return malformed;
    }

    /** Hashes of a sample of rows. */
    List<long[]> sample() {
        return sample.hashes();
    }

    List<ProfiledColumn> plan() {
        return plan;
    }

    /** To be called once, when all rows are in. {@code texts}: whether words can mean null. */
    List<ColumnProfile> profiles(boolean texts) {
        Set<String> nulls = new TreeSet<>();
        for (ColumnState column : columns) {
            column.finish();
            if (texts) {
                nulls.addAll(column.nullWords());
            }
        }
        List<ColumnProfile> profiles = new ArrayList<>();
        for (ColumnState column : columns) {
            profiles.add(column.profile(nulls));
        }
        return profiles;
    }
}
