package io.assay.validation.internal.scan;

import io.assay.validation.metric.CategoryCounts;
import io.assay.validation.metric.Moments;
import io.assay.validation.metric.TextShape;
import io.assay.validation.metric.TextShape.Mark;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * How often each text occurs, while few differ, and what the texts look like. As long as a text is counted its looks
 * are determined once, and it is added to the distinct sketch once: most rows cost one look into a table.
 */
final class TextCounts {
    private static final int FIRST_SLOTS = 32;
    private static final int LONGEST = 200;
    private static final int[] CLASS = classes();

    private final DistinctSketch distinct;
    private final int most;
    private long[] slotHash = new long[FIRST_SLOTS];
    private int[] slotEntry = new int[FIRST_SLOTS]; // 0: the slot is free, else the entry's number + 1
    private long[] hashes = new long[16];
    private long[] counts = new long[16];
    private UTF8String[] texts = new UTF8String[16];
    private int used;
    private boolean overflow;
    private final long[] marks = new long[Mark.values().length];
    private long lengthCount;
    private double lengthSum;
    private double lengthSquares;

    /** {@code most}: different texts that are counted; if there are more, none is. */
    TextCounts(DistinctSketch distinct, int most) {
        this.distinct = distinct;
        this.most = most;
    }

    private static int[] classes() {
        int[] classes = new int[256];
        for (int b = 0; b < 256; b++) {
            Mark mark = b >= 0x80
                    ? Mark.BEYOND_ASCII
                    : Character.isDigit(b)
                            ? Mark.DIGIT
                            : b >= 'A' && b <= 'Z'
                                    ? Mark.UPPER
                                    : b >= 'a' && b <= 'z' ? Mark.LOWER : b <= ' ' ? Mark.SPACE : Mark.PUNCTUATION;
            classes[b] = 1 << mark.place();
        }
        return classes;
    }

    /** Counts a row's text; returns the number of its entry, -1 if too many differ. */
    int add(UTF8String text, long hash) {
        if (overflow) {
            distinct.add(hash);
            look(text, 1);
            return -1;
        }
        int slot = slot(hash);
        if (slotEntry[slot] != 0) {
            int entry = slotEntry[slot] - 1;
            counts[entry]++;
            return entry;
        }
        distinct.add(hash);
        return insert(slot, text, hash, 1);
    }

    private int slot(long hash) {
        int slot = (int) (hash >>> 48) & (slotHash.length - 1);
        while (slotEntry[slot] != 0 && slotHash[slot] != hash) {
            slot = (slot + 1) & (slotHash.length - 1);
        }
        return slot;
    }

    private void grow() {
        slotHash = new long[slotHash.length * 4];
        slotEntry = new int[slotHash.length];
        for (int i = 0; i < used; i++) {
            int slot = slot(hashes[i]);
            slotHash[slot] = hashes[i];
            slotEntry[slot] = i + 1;
        }
    }

    private int insert(int slot, UTF8String text, long hash, long count) {
        if (used == most || text.numBytes() > LONGEST) {
            overflow();
            look(text, count);
            return -1;
        }
        if (used == counts.length) {
            hashes = Arrays.copyOf(hashes, used * 2);
            counts = Arrays.copyOf(counts, used * 2);
            texts = Arrays.copyOf(texts, used * 2);
        }
        slotHash[slot] = hash;
        slotEntry[slot] = used + 1;
        hashes[used] = hash;
        counts[used] = count;
        texts[used] = text.copy();
        used++;
        if (used * 2 > slotHash.length) {
            grow();
        }
        return used - 1;
    }

    /** From now on nothing is counted by text. */
    private void overflow() {
        for (int i = 0; i < used; i++) {
            look(texts[i], counts[i]);
        }
        overflow = true;
        used = 0;
        hashes = new long[0];
        counts = new long[0];
        texts = new UTF8String[0];
    }

    private void look(UTF8String text, long count) {
        int seen = marksOf(text);
        while (seen != 0) {
            marks[Integer.numberOfTrailingZeros(seen)] += count;
            seen &= seen - 1;
        }
        int length = text.numBytes();
        lengthCount += count;
        lengthSum += (double) length * count;
        lengthSquares += (double) length * length * count;
    }

    private static int marksOf(UTF8String text) {
        Object base = text.getBaseObject();
        long offset = text.getBaseOffset();
        int length = text.numBytes();
        if (length == 0) {
            return 1 << Mark.EMPTY.place();
        }
        int seen = 0;
        int end = Math.min(length, TextShape.EXAMINED);
        for (int i = 0; i < end; i++) {
            seen |= CLASS[Platform.getByte(base, offset + i) & 0xFF];
        }
        if (Platform.getByte(base, offset) == ' ' || Platform.getByte(base, offset + length - 1) == ' ') {
            seen |= 1 << Mark.OUTER_SPACE.place();
        }
        return seen;
    }

    void merge(TextCounts other) {
        for (int i = 0; i < marks.length; i++) {
            marks[i] += other.marks[i];
        }
        lengthCount += other.lengthCount;
        lengthSum += other.lengthSum;
        lengthSquares += other.lengthSquares;
        if (other.overflow && !overflow) {
            overflow();
        }
        for (int i = 0; i < other.used; i++) {
            if (overflow) {
                look(other.texts[i], other.counts[i]);
            } else {
                put(other.texts[i], other.hashes[i], other.counts[i]);
            }
        }
    }

    private void put(UTF8String text, long hash, long count) {
        int slot = slot(hash);
        if (slotEntry[slot] != 0) {
            counts[slotEntry[slot] - 1] += count;
        } else {
            insert(slot, text, hash, count);
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeBoolean(overflow);
        for (long mark : marks) {
            out.writeLong(mark);
        }
        out.writeLong(lengthCount);
        out.writeDouble(lengthSum);
        out.writeDouble(lengthSquares);
        out.writeInt(used);
        for (int i = 0; i < used; i++) {
            byte[] bytes = texts[i].getBytes();
            out.writeInt(bytes.length);
            out.write(bytes);
            out.writeLong(hashes[i]);
            out.writeLong(counts[i]);
        }
    }

    static TextCounts read(DistinctSketch distinct, int most, DataInputStream in) throws IOException {
        TextCounts read = new TextCounts(distinct, most);
        read.overflow = in.readBoolean();
        for (int i = 0; i < read.marks.length; i++) {
            read.marks[i] = in.readLong();
        }
        read.lengthCount = in.readLong();
        read.lengthSum = in.readDouble();
        read.lengthSquares = in.readDouble();
        for (int left = in.readInt(); left > 0; left--) {
            UTF8String text = UTF8String.fromBytes(in.readNBytes(in.readInt()));
            read.put(text, in.readLong(), in.readLong());
        }
        return read;
    }

    /** The text of an entry. */
    String text(int entry) {
        return texts[entry].toString();
    }

    /** Entries, in the order of their first rows. */
    int entries() {
        return used;
    }

    boolean overflowed() {
        return overflow;
    }

    CategoryCounts categories() {
        if (overflow || used > CategoryCounts.MOST) {
            return CategoryCounts.overflowed();
        }
        Map<Long, Long> byHash = new HashMap<>();
        Map<Long, String> labels = new HashMap<>();
        for (int i = 0; i < used; i++) {
            byHash.put(hashes[i], counts[i]);
            labels.put(hashes[i], texts[i].toString());
        }
        return CategoryCounts.of(byHash, labels);
    }

    TextShape shape() {
        TextCounts all = new TextCounts(new DistinctSketch(), most);
        all.merge(this);
        if (!all.overflow) {
            all.overflow();
        }
        double mean = all.lengthCount == 0 ? 0 : all.lengthSum / all.lengthCount;
        double squares = Math.max(0, all.lengthSquares - mean * all.lengthSum);
        return new TextShape(
                new Moments(all.lengthCount, mean, squares),
                Arrays.stream(all.marks).boxed().toList());
    }
}
