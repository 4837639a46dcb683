package io.assay.online.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.aggregation.value.FeatureStatus;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RowCacheTest {
    private static final long MAXIMUM = 100_000;

    private final RowCache cache = new RowCache(MAXIMUM);

    private static KeyBytes key(int number) {
        return new KeyBytes(ByteBuffer.allocate(4).putInt(number).array());
    }

    private static ViewRow row() {
        return new ViewRow(
                new byte[][] {ViewRow.NULL},
                new FeatureStatus[] {FeatureStatus.PRESENT},
                new byte[][] {ViewRow.NO_TIME},
                0,
                1);
    }

    @Test
    void whatIsReadOftenStaysWhenMoreIsReadThanFits() throws InterruptedException {
        cache.keep(key(-1), row(), cache.commits());
        for (int i = 0; i < 5_000; i++) {
            cache.find(key(-1));
            cache.keep(key(i), row(), cache.commits());
        }
        assertThat(cache.weight()).isBetween(MAXIMUM / 2, MAXIMUM);
        assertThat(cache.find(key(-1))).isNotNull();
    }

    @Test
    void aRowReadBeforeACommitIsNotKeptAfterIt() {
        long before = cache.commits();
        cache.forget(List.of(key(1)));
        cache.keep(key(1), row(), before);
        assertThat(cache.find(key(1))).isNull();
    }

    @Test
    void aCommitForgetsItsKeysAloneAndARestartAll() {
        cache.keep(key(1), row(), cache.commits());
        cache.keep(key(2), row(), cache.commits());
        cache.forget(List.of(key(1)));
        assertThat(cache.find(key(1))).isNull();
        assertThat(cache.find(key(2))).isNotNull();
        cache.clear();
        assertThat(cache.find(key(2))).isNull();
    }
}
