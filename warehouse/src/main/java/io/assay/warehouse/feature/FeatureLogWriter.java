package io.assay.warehouse.feature;

/** The name ({@code txnAppId}) under which {@code compute} records its progress in each commit. */
public final class FeatureLogWriter {
    private FeatureLogWriter() {}

    /** The name for one version of a view; the version of the transaction is the sequence of the source's snapshot. */
    public static String application(String view, String version) {
        return "compute:%s:%s".formatted(view, version);
    }
}
