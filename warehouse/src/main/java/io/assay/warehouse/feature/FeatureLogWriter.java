package io.assay.warehouse.feature;

/** Under which name {@code compute} leaves in each commit how far it has come ({@code txnAppId}). */
public final class FeatureLogWriter {
    private FeatureLogWriter() {}

    /** The name for one version of a view; the version of the transaction is the sequence of the source's snapshot. */
    public static String application(String view, String version) {
        return "compute:%s:%s".formatted(view, version);
    }
}
