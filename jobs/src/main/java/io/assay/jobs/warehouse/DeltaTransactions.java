package io.assay.jobs.warehouse;

import io.delta.tables.DeltaTable;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import scala.Option;

/** Transaction identifiers that writers leave in a Delta table ({@code txnAppId}, {@code txnVersion}). */
public final class DeltaTransactions {
    private DeltaTransactions() {}

    /** The newest version of that application in the table; empty where there is none, or no table. */
    public static OptionalLong last(SparkSession spark, String path, String application) {
        if (!DeltaTable.isDeltaTable(spark, path)) {
            return OptionalLong.empty();
        }
        Option<Object> version = DeltaLog.forTable(spark, path)
                .update(false, Option.empty(), Option.empty())
                .transactions()
                .get(application);
        return version.isDefined() ? OptionalLong.of((Long) version.get()) : OptionalLong.empty();
    }
}
