package io.assay.online.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedStoreTest extends KeyStoreContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Override
    KeyStore open() {
        return EmbeddedStore.open(folder.resolve("store"));
    }

    @Test
    void whatWasCommittedOutlivesTheProcessAndWhatWasNotDoesNot() {
        put("t", "k", "v");
        KeyStore.Transaction lost = store.begin("t");
        lost.put(bytes("k"), bytes("lost"));
        lost.close();
        store.close();
        store = open();
        assertThat(store.read("t", bytes("k"))).isEqualTo(bytes("v"));
        assertThat(store.tables()).containsExactly("t");
    }

    @Test
    void keysOfOneHashAreKeptSideBySide() {
        ByteBuffer bucket = HashBucket.with(null, bytes("a"), bytes("1"));
        bucket = HashBucket.with(bucket, bytes("b"), bytes("22"));
        bucket = HashBucket.with(bucket, bytes("a"), bytes("333"));
        assertThat(HashBucket.find(bucket.duplicate(), bytes("a"))).isEqualTo(bytes("333"));
        assertThat(HashBucket.find(bucket.duplicate(), bytes("b"))).isEqualTo(bytes("22"));
        assertThat(HashBucket.find(bucket.duplicate(), bytes("c"))).isNull();
        bucket = HashBucket.with(bucket, bytes("a"), null);
        assertThat(HashBucket.find(bucket.duplicate(), bytes("a"))).isNull();
        assertThat(HashBucket.find(bucket.duplicate(), bytes("b"))).isEqualTo(bytes("22"));
    }

    @Test
    void aFolderThatCannotBeMadeIsReported() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> EmbeddedStore.open(file.resolve("store")))
                .hasMessageContaining("the online store cannot be made here; give a folder that can be written");
    }

    @Test
    void oneProcessAtATimeHasTheFolder() {
        assertThatThrownBy(this::open)
                .hasMessageContaining(
                        "another process has this online store open; stop it, or give this one a folder of its own");
    }
}
