package io.assay.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.jobs.Assay;
import io.assay.jobs.TestProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings with which Spark does not start; each needs a JVM of its own. */
class SparkMasterIT {
    @TempDir
    Path folder;

    @Test
    void aMasterThatSparkDoesNotKnowIsWrongUsageWithoutItsPassword() throws Exception {
        assertThat(sql("spark.master=spark://u:S3cr3t@nohost:7077"))
                .startsWith("2 ") // Spark itself prints a line before
                .endsWith("spark.master: 'spark://***@nohost:7077' is not a master that Spark knows; "
                        + "write local[2], spark://HOST:PORT, yarn or k8s://HOST:PORT in --spark or assay.yaml\n");
        assertThat(sql("spark.master=nosuch")).startsWith("2 ").contains("spark.master: 'nosuch' is not a master");
    }

    @Test
    void aSettingThatSparkDoesNotTakeIsWrongUsage() throws Exception {
        assertThat(sql("spark.driver.maxResultSize=much"))
                .startsWith("2 ")
                .contains("Spark's settings: Spark does not take them: ")
                .endsWith("; check --spark and assay.yaml\n");
    }

    /** The exit code and what is printed. */
    private String sql(String setting) throws Exception {
        Path project = TestProject.in(folder.resolve("p")).folder();
        Path log = folder.resolve("log.txt");
        Files.deleteIfExists(log);
        Process sql = SameJvm.start(
                log,
                List.of("-Dlog4j2.configurationFile=classpath:io/assay/jobs/log4j2.properties"),
                Assay.class,
                List.of("sql", "SELECT 1", "--spark", setting, "-p", project.toString()));
        assertThat(sql.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return sql.exitValue() + " " + Files.readString(log);
    }
}
