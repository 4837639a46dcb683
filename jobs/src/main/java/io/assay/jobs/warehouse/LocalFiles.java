package io.assay.jobs.warehouse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, which sets the permissions of files itself: without Hadoop's native library, which hardly
 * any machine has, Hadoop starts a {@code chmod} for every file it makes. A small batch makes some twenty.
 */
public final class LocalFiles extends LocalFileSystem {
    public LocalFiles() {
        super(new Raw());
    }

    private static final class Raw extends RawLocalFileSystem {
        private static final int ALL = 0777;

        @Override
        public void setPermission(org.apache.hadoop.fs.Path path, FsPermission permission) throws IOException {
            File file = pathToFile(path);
            Path local = file.toPath();
            if ((permission.toShort() & ~ALL) != 0
                    || !local.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                super.setPermission(path, permission); // a sticky bit, or a system without such permissions
                return;
            }
            Files.setPosixFilePermissions(
                    local,
                    PosixFilePermissions.fromString(permission.getUserAction().SYMBOL
                            + permission.getGroupAction().SYMBOL
                            + permission.getOtherAction().SYMBOL));
        }
    }
}
