package io.assay.jobs.run;

import io.assay.definition.project.Project;
import io.assay.jobs.record.DefinitionLog;
import io.assay.jobs.record.RunLog;
import io.assay.jobs.warehouse.IcebergTables;
import io.assay.jobs.warehouse.Session;
import io.assay.jobs.warehouse.Warehouse;
import io.assay.lineage.LineageEmitter;
import java.time.Clock;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.catalog.Catalog;
import org.apache.spark.sql.SparkSession;

/**
 * What a job on Spark works with.
 *
 * @param lineage where its lineage events go
 * @param monitor where it reports to while it works
 */
public record RunEnvironment(
        Project project, SparkSession spark, Clock clock, LineageEmitter lineage, RunMonitor monitor) {

    public Warehouse warehouse() {
        return Warehouse.of(project.settings());
    }

    public RunLog log() {
        return new RunLog(spark, warehouse());
    }

    public DefinitionLog definitions() {
        return new DefinitionLog(spark, warehouse(), project.folder());
    }

    /** Iceberg's own API to the tables; see {@link IcebergTables} for their names. */
    public Catalog iceberg() {
        return Session.iceberg(spark);
    }

    public Configuration hadoop() {
        return spark.sessionState().newHadoopConf();
    }

    public Instant now() {
        return clock.instant();
    }
}
