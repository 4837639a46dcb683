package io.assay.online.store;

final class HeapStoreTest extends KeyStoreContract {
    @Override
    KeyStore open() {
        return new HeapStore();
    }
}
