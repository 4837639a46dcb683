package io.assay.validation.layout;

/**
 * The limits that a partitioning has to keep.
 *
 * @param size bytes that a partition should have at least
 * @param slack 1 for a new partitioning; for an existing one how many times worse it may be, so that a table does not
 *     change back and forth
 */
record PartitioningLimits(long size, double slack) {
    /** A table smaller than this many partitions is not partitioned. */
    static final int SMALL = 4;

    private static final int MOST_PARTITIONS = 10_000;
    private static final int MOST_FILES = 100;
    private static final int FEW_FILES = 4;
    /** A batch may write files as small as a partition divided by this. */
    private static final int FRACTION = 16;

    static PartitioningLimits strict(long size) {
        return new PartitioningLimits(size, 1);
    }

    /** The limits of an existing partitioning. */
    static PartitioningLimits loose(long size) {
        return new PartitioningLimits(size, 4);
    }

    boolean isSmall(TableShape table) {
        return table.bytes() * slack < (double) SMALL * size;
    }

    /** Most files that a batch of the table may be cut into. */
    double files(TableShape table) {
        double fit = (double) table.batchBytes() / ((double) size / FRACTION);
        return slack * Math.min(MOST_FILES, Math.max(FEW_FILES, fit));
    }

    boolean allows(TableShape table, double partitions, double files) {
        return table.bytes() / partitions * slack >= size
                && partitions <= MOST_PARTITIONS * slack
                && files <= files(table);
    }
}
