package io.assay.validation.internal.csv;

import java.util.Arrays;

/** Where the fields of one record are: in the record, or copied without their escapes. */
final class CsvFields {
    private int count;
    private int[] offsets = new int[64]; // from the record's start, or in `scratch`
    private int[] lengths = new int[64];
    private boolean[] copied = new boolean[64];
    private byte[] scratch = new byte[256];
    private int copyBegin;
    private int copyEnd;
    private int seen; // all bytes or-ed: negative if one is not ASCII

    void clear() {
        count = 0;
        copyEnd = 0;
        seen = 0;
    }

    int count() {
        return count;
    }

    boolean inScratch(int i) {
        return copied[i];
    }

    byte[] scratch() {
        return scratch;
    }

    int offset(int i) {
        return offsets[i];
    }

    int length(int i) {
        return lengths[i];
    }

    void saw(int bytes) {
        seen |= bytes;
    }

    boolean notAscii() {
        return seen < 0;
    }

    void add(int offset, int length) {
        add(offset, length, false);
    }

    /** The next field is what was copied since {@link #copy} began. */
    void addCopied() {
        add(copyBegin, copyEnd - copyBegin, true);
    }

    /** Copies a piece of a field, the first of it or a further one. */
    void copy(byte[] bytes, int offset, int length, boolean begins) {
        if (begins) {
            copyBegin = copyEnd;
        }
        if (copyEnd + length > scratch.length) {
            scratch = Arrays.copyOf(scratch, Math.max(scratch.length * 2, copyEnd + length));
        }
        System.arraycopy(bytes, offset, scratch, copyEnd, length);
        copyEnd += length;
    }

    private void add(int offset, int length, boolean inScratch) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
            copied = Arrays.copyOf(copied, count * 2);
        }
        offsets[count] = offset;
        lengths[count] = length;
        copied[count++] = inScratch;
    }
}
