package io.assay.online.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Locks a folder for one process, as long as that runs. */
record FolderLock(FileChannel channel) implements AutoCloseable {
    static FolderLock take(Path folder) {
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel) == null) {
                channel.close();
                throw new UncheckedIOException(new IOException(
                        "%s: another process has this online store open; stop it, or give this one a folder of its own"
                                .formatted(folder)));
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s: the online store cannot be opened; give a folder that can be written".formatted(folder), e);
        }
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this process has it
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
