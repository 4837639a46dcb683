package io.assay.validation.internal.csv;

import io.assay.validation.internal.text.TextFile.RecordStarts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Finds where the parts of one large CSV begin.
 *
 * <p>Whether a line end is inside quotes cannot be seen from the middle of a file. So each block of it is first looked
 * through on the assumption that a record begins at its first line; all blocks at once. Then, block by block, the
 * assumption is compared with where the record that reaches into the block really ends: reading from two places gives
 * the same records from the first one on that both have. A block where they have none in common is read again from the
 * right place.
 *
 * <p>Cost: the file is read once more. A block without quotes is only searched for them, at the speed of the disk or
 * the memory; any other is split into records.
 */
final class CsvSplits {
    private final String path;
    private final int textBegin;
    private final CsvDialect dialect;
    private final int fields;

    CsvSplits(String path, int textBegin, CsvDialect dialect, int fields) {
        this.path = path;
        this.textBegin = textBegin;
        this.dialect = dialect;
        this.fields = fields;
    }

    /** Where the parts begin, in order, the first at 0; fewer than {@code blocks} where a record is longer than one. */
    long[] begins(int blocks, long length, RecordStarts starts) {
        List<CsvBlock> assumed = new ArrayList<>();
        for (int i = 0; i < blocks - 1; i++) { // where the last one begins is known from the one before
            assumed.add(block(length * i / blocks, length * (i + 1) / blocks, i == 0));
        }
        List<CsvBlock.Records> found = starts.search(assumed);
        LongStream.Builder begins = LongStream.builder();
        long begin = 0;
        begins.add(0);
        for (int i = 0; i < blocks - 1; i++) {
            long end = length * (i + 1) / blocks;
            if (begin < end) {
                CsvBlock.Records records = found.get(i);
                if (!records.include(begin)) {
                    records = starts.search(List.of(block(begin, end, true))).get(0);
                }
                begin = records.next();
                if (begin == CsvBlock.NONE) {
                    break;
                }
                begins.add(begin);
            }
        }
        return begins.build().distinct().toArray();
    }

    private CsvBlock block(long begin, long end, boolean certain) {
        return new CsvBlock(path, textBegin, dialect, fields, begin, end, certain);
    }
}
