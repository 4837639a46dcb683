package io.assay.validation.internal.text;

import io.assay.validation.internal.files.FileContent;
import io.assay.validation.internal.files.SourceListing;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/** Opens text files: decompressed by their ending, without a byte order mark, as UTF-8. */
public final class TextStreams {
    private TextStreams() {}

    /** From its beginning; a byte order mark wins over the given encoding. */
    public static RecordBuffer open(String file, String encoding, Configuration hadoop) throws IOException {
        Path path = path(file);
        InputStream raw = SourceListing.open(path, hadoop);
        try {
            PushbackInputStream plain = plain(file, path, raw, hadoop);
            int mark = mark(plain);
            Charset charset = Charset.forName(encoding);
            if (mark == 3) {
                charset = StandardCharsets.UTF_8;
            } else if (mark == 2) {
                charset = StandardCharsets.UTF_16LE;
            } else if (mark == -2) {
                charset = StandardCharsets.UTF_16BE;
            }
            Encoding decoding = new Encoding(charset);
            int begin = decoding.isUtf8() && Compression.none(path, hadoop) ? mark : RecordBuffer.NOT_SEEKABLE;
            return new RecordBuffer(decoding.decoded(plain), decoding, begin, 0);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Decompressed and checked: a file that is not text is refused with the name of its format. */
    private static PushbackInputStream plain(String file, Path path, InputStream raw, Configuration hadoop)
            throws IOException {
        PushbackInputStream stored = new PushbackInputStream(raw, FileContent.LENGTH);
        byte[] first = stored.readNBytes(FileContent.LENGTH);
        stored.unread(first);
        if (Compression.none(path, hadoop)) {
            FileContent.checkText(file, first);
            return stored;
        }
        Compression.check(file, path, first);
        PushbackInputStream plain =
                new PushbackInputStream(Compression.decompressed(path, stored, hadoop), FileContent.LENGTH);
        byte[] begin = plain.readNBytes(FileContent.LENGTH);
        plain.unread(begin);
        FileContent.checkText(file, begin);
        return plain;
    }

    /**
     * From a byte of its text on, the first of a line: for a file whose {@link RecordBuffer#textBegin} is known.
     *
     * @param textBegin where its text begins in the file
     */
    public static RecordBuffer openAt(String file, int textBegin, long position, Configuration hadoop)
            throws IOException {
        Path path = path(file);
        FSDataInputStream in = SourceListing.open(path, hadoop);
        try {
            in.seek(textBegin + position);
            return new RecordBuffer(in, Encoding.utf8(), textBegin, position);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static Path path(String file) {
        return new Path(file.startsWith("/") ? "file:" + file : file); // names of local files are plain paths
    }

    /** Takes the byte order mark off: 3 for UTF-8, 2 and -2 for UTF-16 with the low or high byte first, 0 for none. */
    private static int mark(PushbackInputStream in) throws IOException {
        byte[] mark = in.readNBytes(3);
        if (mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB && mark[2] == (byte) 0xBF) {
            return 3;
        }
        boolean little = mark.length >= 2 && mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE;
        boolean big = mark.length >= 2 && mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF;
        int taken = little || big ? 2 : 0;
        in.unread(mark, taken, mark.length - taken);
        return little ? 2 : big ? -2 : 0;
    }
}
