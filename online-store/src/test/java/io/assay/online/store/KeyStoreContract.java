package io.assay.online.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps to; each kind of store has a test that extends this. */
abstract class KeyStoreContract {
    @SuppressWarnings("NullAway.Init")
    KeyStore store;

    abstract KeyStore open() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        store = open();
    }

    @AfterEach
    void end() {
        store.close();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void put(String table, String key, String value) {
        try (KeyStore.Transaction transaction = store.begin(table)) {
            transaction.put(bytes(key), bytes(value));
            transaction.commit();
        }
    }

    @Test
    void whatWasCommittedIsRead() {
        put("t", "k", "v");
        assertThat(store.read("t", bytes("k"))).isEqualTo(bytes("v"));
        assertThat(store.read("t", bytes("other"))).isNull();
        assertThat(store.read("nowhere", bytes("k"))).isNull();
        assertThat(store.tables()).contains("t");
    }

    @Test
    void aTransactionSeesItsOwnChangesAndNobodyElseDoes() {
        put("t", "k", "old");
        try (KeyStore.Transaction transaction = store.begin("t")) {
            transaction.put(bytes("k"), bytes("new"));
            transaction.remove(bytes("nothing"));
            assertThat(transaction.read(bytes("k"))).isEqualTo(bytes("new"));
            assertThat(store.read("t", bytes("k"))).isEqualTo(bytes("old"));
        }
        assertThat(store.read("t", bytes("k"))).isEqualTo(bytes("old"));
    }

    @Test
    void clearingAndFillingAgainIsOneChange() {
        put("t", "gone", "1");
        try (KeyStore.Transaction transaction = store.begin("t")) {
            transaction.clear();
            assertThat(transaction.read(bytes("gone"))).isNull();
            transaction.put(bytes("here"), bytes("2"));
            assertThat(store.read("t", bytes("gone"))).isNotNull();
            transaction.commit();
        }
        assertThat(store.read("t", bytes("gone"))).isNull();
        assertThat(store.read("t", bytes("here"))).isEqualTo(bytes("2"));
    }

    @Test
    void removedKeysAndDroppedTablesAreGone() {
        put("t", "a", "1");
        put("t", "b", "2");
        put("u", "a", "3");
        try (KeyStore.Transaction transaction = store.begin("t")) {
            transaction.remove(bytes("a"));
            transaction.commit();
        }
        assertThat(store.read("t", bytes("a"))).isNull();
        store.drop("t");
        store.drop("never there");
        assertThat(store.tables()).contains("u").doesNotContain("t");
        assertThat(store.read("t", bytes("b"))).isNull();
        put("t", "c", "4");
        assertThat(store.read("t", bytes("b"))).isNull();
    }

    @Test
    void keysAndValuesMayBeLong() {
        String key = "k".repeat(5_000);
        String value = "v".repeat(3_000_000);
        put("t", key, value);
        put("t", key, value + "!");
        assertThat(store.read("t", bytes(key))).isEqualTo(bytes(value + "!"));
    }

    @Test
    void everyKeyIsHandedOver() {
        Map<String, String> all = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            put("t", "k" + i, "v" + i);
            all.put("k" + i, "v" + i);
        }
        Map<String, String> seen = new TreeMap<>();
        store.forEach(
                "t",
                (key, value) ->
                        seen.put(new String(key, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8)));
        assertThat(seen).isEqualTo(all);
    }
}
