package io.assay.validation.source;

/**
 * The place of a row in its batch as one number, by which all rows of a batch are ordered: the number of its file among
 * the batch's (in the order of the inputs, a folder's by name) times 2^44, and the row's position within that file.
 * Rows of the first file have their position in it as it is.
 */
public final class BatchPosition {
    /** Files of one batch that have places of their own. */
    public static final int MOST_FILES = 1 << 19;

    private static final int FILE_BITS = 44;
    private static final long WITHIN = (1L << FILE_BITS) - 1;

    private BatchPosition() {}

    /** The place of a row at {@code within} in the file numbered {@code file}, from 0. */
    public static long of(int file, long within) {
        return ((long) file << FILE_BITS) + within;
    }

    /** Number of the row's file in its batch, from 0. */
    public static int file(long position) {
        return (int) (position >>> FILE_BITS);
    }

    /** The row's position within its file. */
    public static long within(long position) {
        return position & WITHIN;
    }

    /**
     * Checks the number of files of a batch.
     *
     * @throws UnreadableSourceException if a batch of so many files cannot be ordered
     */
    public static void check(int files) {
        if (files > MOST_FILES) {
            throw new UnreadableSourceException(
                    "--input",
                    "%,d files are more than one batch can order (%,d)".formatted(files, MOST_FILES),
                    "ingest them in several batches, one folder at a time");
        }
    }
}
