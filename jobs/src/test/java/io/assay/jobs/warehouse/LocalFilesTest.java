package io.assay.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest {
    @TempDir
    java.nio.file.Path folder;

    @Test
    void filesAndFoldersGetThePermissionsThatHadoopGivesThem() throws Exception {
        try (FileSystem hadoops = new LocalFileSystem();
                FileSystem ours = new LocalFiles()) {
            for (FileSystem files : new FileSystem[] {hadoops, ours}) {
                files.initialize(URI.create("file:///"), new Configuration(false));
                Path own = new Path(folder + "/" + files.getClass().getSimpleName());
                files.mkdirs(new Path(own, "folder"));
                files.create(new Path(own, "file")).close();
                files.create(new Path(own, "private")).close();
                files.setPermission(new Path(own, "private"), new FsPermission((short) 0600));
                files.mkdirs(new Path(own, "sticky"));
                files.setPermission(new Path(own, "sticky"), new FsPermission((short) 01777));
            }
            for (String name : new String[] {"folder", "file", ".file.crc", "private", "sticky"}) {
                assertThat(permission(ours, "LocalFiles/" + name))
                        .as(name)
                        .isEqualTo(permission(hadoops, "LocalFileSystem/" + name));
            }
        }
    }

    private FsPermission permission(FileSystem files, String name) throws Exception {
        return files.getFileStatus(new Path(folder + "/" + name)).getPermission();
    }
}
