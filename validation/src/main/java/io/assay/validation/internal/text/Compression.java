package io.assay.validation.internal.text;

import com.github.luben.zstd.ZstdInputStream;
import io.assay.validation.internal.files.FileContent;
import io.assay.validation.source.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.SnappyFramedInputStream;

/**
 * How a file is compressed, by its ending. Gzip is read by {@link GzipStream}; Zstandard, and the frames that the tools
 * {@code lz4} and {@code snzip} write, are read with the libraries that Spark brings; the rest, also what Hadoop writes
 * as lz4 and snappy, by Hadoop's codecs.
 */
final class Compression {
    private static final Set<String> UNREADABLE =
            Set.of("xz", "zip", "7z", "br", "lzo", "lzma", "lz", "z", "rar", "tar", "tgz", "tbz2", "txz", "zz");
    private static final byte[] LZ4_FRAME = {0x04, 0x22, 0x4D, 0x18};
    private static final byte[] SNAPPY_FRAME = {(byte) 0xFF, 0x06, 0x00, 0x00, 's', 'N', 'a', 'P', 'p', 'Y'};

    private Compression() {}

    /** Whether the ending names none. */
    static boolean none(Path file, Configuration hadoop) {
        String ending = ending(file);
        return !UNREADABLE.contains(ending) && !ending.equals("zst") && codec(file, hadoop) == null;
    }

    /** @throws UnreadableSourceException if the ending names a compression that the first bytes are not of */
    static void check(String file, Path path, byte[] first) {
        FileContent named = switch (ending(path)) {
            case "gz" -> FileContent.GZIP;
            case "bz2" -> FileContent.BZIP2;
            case "zst" -> FileContent.ZSTD;
            default -> null;
        };
        if (named != null && first.length > 0) {
            Optional<FileContent> is = FileContent.of(first);
            if (is.isEmpty() || is.get() != named) {
                throw new UnreadableSourceException(
                        file,
                        "is not %s, as its name says%s"
                                .formatted(
                                        named.words(),
                                        is.map(found -> ": it is " + found.words())
                                                .orElse("")),
                        "give it the ending of what it is, or deliver it again");
            }
        }
    }

    /**
     * The file's content as it was before it was compressed.
     *
     * @throws UnreadableSourceException if the ending names a compression that cannot be read here
     */
    static InputStream decompressed(Path file, InputStream raw, Configuration hadoop) throws IOException {
        String ending = ending(file);
        if (UNREADABLE.contains(ending)) {
            throw unreadable(file, null);
        }
        try {
            CompressionCodec codec = codec(file, hadoop);
            return switch (ending) {
                case "gz" -> new GzipStream(raw);
                case "zst" -> new ZstdInputStream(raw).setLongMax(31);
                case "lz4" -> {
                    PushbackInputStream in = new PushbackInputStream(raw, LZ4_FRAME.length);
                    yield begins(in, LZ4_FRAME) ? new LZ4FrameInputStream(in) : hadoop(file, codec, in);
                }
                case "snappy" -> {
                    PushbackInputStream in = new PushbackInputStream(raw, SNAPPY_FRAME.length);
                    yield begins(in, SNAPPY_FRAME) ? new SnappyFramedInputStream(in) : hadoop(file, codec, in);
                }
                default -> codec == null ? raw : hadoop(file, codec, raw);
            };
        } catch (LinkageError e) { // a library of native code that is not on this machine
            throw unreadable(file, e);
        }
    }

    private static InputStream hadoop(Path file, @Nullable CompressionCodec codec, InputStream in) throws IOException {
        if (codec == null) {
            throw unreadable(file, null);
        }
        try {
            return codec.createInputStream(in);
        } catch (RuntimeException e) { // Hadoop's word for a native library that is missing
            throw unreadable(file, e);
        }
    }

    private static boolean begins(PushbackInputStream in, byte[] magic) throws IOException {
        byte[] first = in.readNBytes(magic.length);
        in.unread(first);
        return Arrays.equals(first, magic);
    }

    private static @Nullable CompressionCodec codec(Path file, Configuration hadoop) {
        return new CompressionCodecFactory(hadoop)
                .getCodec(new Path("/" + file.getName().toLowerCase(Locale.ROOT)));
    }

    private static String ending(Path file) {
        String name = file.getName().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static UnreadableSourceException unreadable(Path file, @Nullable Throwable cause) {
        return new UnreadableSourceException(
                file.toString(),
                "cannot be read: .%s is not supported here".formatted(ending(file)),
                "deliver it plain, or as gzip (.gz), bzip2 (.bz2) or zstd (.zst)",
                cause);
    }
}
