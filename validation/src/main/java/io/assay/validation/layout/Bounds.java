package io.assay.validation.layout;

/**
 * Between what a partitioning has to be.
 *
 * @param size bytes that a partition should have at least
 * @param slack 1 for one that is chosen anew; how many times worse one may be that is there already, so that a table
 *     does not change to and fro
 */
record Bounds(long size, double slack) {
    /** How many times as large as a partition a table is before it has any. */
    static final int SMALL = 4;

    private static final int MOST_PARTITIONS = 10_000;
    private static final int MOST_FILES = 100;
    private static final int FEW_FILES = 4;
    /** A batch may write files down to this fraction of a partition. */
    private static final int FRACTION = 16;

    static Bounds strict(long size) {
        return new Bounds(size, 1);
    }

    /** Of a partitioning that is there. */
    static Bounds loose(long size) {
        return new Bounds(size, 4);
    }

    boolean isSmall(TableShape table) {
        return table.bytes() * slack < (double) SMALL * size;
    }

    /** Files that a batch of the table may be cut into. */
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
