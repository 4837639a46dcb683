package io.assay.aggregation.state;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/** A HyperLogLog of Apache DataSketches; the only place that names that library. */
final class DistinctCountSketch {
    private static final int LOG_REGISTERS = 14;

    private final Union union = new Union(LOG_REGISTERS);

    DistinctCountSketch() {}

    DistinctCountSketch(byte[] bytes) {
        try {
            union.update(HllSketch.heapify(Memory.wrap(bytes)));
        } catch (RuntimeException e) {
            throw (UnreadableStateException)
                    new UnreadableStateException("a sketch cannot be read: " + e.getMessage()).initCause(e);
        }
    }

    void add(long hash) {
        union.update(hash);
    }

    void merge(DistinctCountSketch other) {
        union.update(other.union.getResult(TgtHllType.HLL_8));
    }

    /** By the registers alone: the library's other estimate depends on the order of updates. */
    long estimate() {
        return Math.round(union.getCompositeEstimate());
    }

    byte[] bytes() {
        return union.getResult(TgtHllType.HLL_4).toCompactByteArray();
    }
}
