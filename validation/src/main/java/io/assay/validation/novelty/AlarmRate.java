package io.assay.validation.novelty;

/**
 * How many false alarms are accepted: {@code alarms} in {@code batches}.
 *
 * @param alarms at least 1
 * @param batches more than {@code alarms}
 */
public record AlarmRate(int alarms, int batches) {
    /** One a month at one batch a day. */
    public static final AlarmRate DEFAULT = new AlarmRate(1, 30);

    public AlarmRate {
        if (alarms < 1 || batches <= alarms) {
            throw new IllegalArgumentException("%d false alarms in %d batches".formatted(alarms, batches));
        }
    }

    /** Usual batches that must be known before one can be called unusual at this rate. */
    public int batchesNeeded() {
        return (batches + alarms - 1) / alarms - 1;
    }

    public double share() {
        return (double) alarms / batches;
    }

    /** Whether one that is among the {@code rank} largest of {@code all} may be called unusual. */
    boolean allows(long rank, long all) {
        return rank * batches <= all * alarms;
    }
}
