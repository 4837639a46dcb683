package io.assay.sql.catalyst;

import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.internal.SQLConf$;

/** Spark's settings under which users' SQL is parsed and analysed; the session's own are left as they are. */
enum SqlSettings {
    /** As the session has it. */
    SESSION("false"),
    /** Overflow, division by zero and a failed cast are errors, never another value. */
    ANSI("true");

    private final String ansi;

    SqlSettings(String ansi) {
        this.ansi = ansi;
    }

    <T> T with(SparkSession spark, Supplier<T> work) {
        SQLConf settings = spark.sessionState().conf().clone();
        // ${env:HOME} and the like would put the environment and secrets of the configuration into the text
        settings.setConfString("spark.sql.variable.substitute", "false");
        // the inner of two tables of one name hides the outer
        settings.setConfString("spark.sql.legacy.ctePrecedencePolicy", "CORRECTED");
        if (this == ANSI) {
            settings.setConfString("spark.sql.ansi.enabled", ansi);
        }
        return SQLConf$.MODULE$.withExistingConf(settings, work::get);
    }
}
