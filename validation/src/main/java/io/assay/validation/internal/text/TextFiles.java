package io.assay.validation.internal.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/** Opens text files: decompressed by their ending, without a byte order mark, as UTF-8. */
final class TextFiles {
    private TextFiles() {}

    static RecordBuffer open(String file, String encoding, Configuration hadoop) throws IOException {
        Path path = new Path(file.startsWith("/") ? "file:" + file : file); // names of local files are plain paths
        InputStream raw = path.getFileSystem(hadoop).open(path);
        try {
            CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
            InputStream plain = codec == null ? raw : codec.createInputStream(raw);
            return new RecordBuffer(utf8(new PushbackInputStream(plain, 3), encoding));
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** A byte order mark wins over the encoding that was said. */
    private static InputStream utf8(PushbackInputStream in, String encoding) throws IOException {
        byte[] mark = in.readNBytes(3);
        if (mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB && mark[2] == (byte) 0xBF) {
            return in;
        }
        boolean little = mark.length >= 2 && mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE;
        boolean big = mark.length >= 2 && mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF;
        int kept = little || big ? 2 : 0;
        if (mark.length > kept) {
            in.unread(mark, kept, mark.length - kept);
        }
        Charset charset =
                little ? StandardCharsets.UTF_16LE : big ? StandardCharsets.UTF_16BE : Charset.forName(encoding);
        return charset.equals(StandardCharsets.UTF_8) ? in : new TranscodingStream(new InputStreamReader(in, charset));
    }
}
