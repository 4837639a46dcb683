package io.assay.jobs.cli;

/**
 * The driver of {@code spark-submit --master yarn --deploy-mode cluster}. YARN's application master runs it, and
 * reports a driver that starts no Spark, or that calls {@code System.exit}, as failed.
 */
public final class YarnDriver {
    private YarnDriver() {}

    public static boolean isThisProcess() {
        return "yarn".equals(System.getProperty("spark.master"))
                && "cluster".equals(System.getProperty("spark.submit.deployMode"));
    }
}
