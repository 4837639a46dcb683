package io.assay.aggregation.state;

/** Sample variance from a sum and a sum of squares of twice a double's precision. */
final class SampleVariance {
    /** Below this share of what is subtracted, cancellation has eaten too many digits. */
    private static final double SAFE = 1e-12;

    private SampleVariance() {}

    /**
     * {@code (n q - s²) / (n (n - 1))} with {@code s = sHigh + sLow}, {@code q = qHigh + qLow}; 0 where only exact
     * arithmetic can tell.
     */
    static double quick(double sHigh, double sLow, double qHigh, double qLow, long count) {
        double n = count;
        double nq = n * qHigh;
        double nqLow = Math.fma(n, qHigh, -nq) + n * qLow;
        double ss = sHigh * sHigh;
        double ssLow = Math.fma(sHigh, sHigh, -ss) + 2 * sHigh * sLow;
        double numerator = (nq - ss) + (nqLow - ssLow);
        boolean safe = count < 1L << 53 && numerator > SAFE * nq && numerator < 1e300 && numerator > 1e-250;
        return safe ? numerator / (n * (n - 1)) : 0;
    }
}
