package io.assay.warehouse.feature;

/**
 * The transactions ({@code txnAppId}, {@code txnVersion}) by which {@code compute} records its progress in each commit.
 */
public final class FeatureLogTransaction {
    private FeatureLogTransaction() {}

    /** The name for one version of a view; the version of the transaction is the sequence of the source's snapshot. */
    public static String application(String view, String version) {
        return "compute:%s:%s".formatted(view, version);
    }
}
