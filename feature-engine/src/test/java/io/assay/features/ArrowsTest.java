package io.assay.features;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.features", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.assay.features.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyDefinitionsAndAggregationAreUsedOfOurs = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.assay.jobs..",
                    "io.assay.validation..",
                    "io.assay.lineage..",
                    "io.assay.online..",
                    "io.delta..",
                    "org.apache.iceberg..");

    @ArchTest
    static final ArchRule stepsNeitherActNorReadTheClock = noClasses()
            .should()
            .callMethod(org.apache.spark.sql.Dataset.class, "count")
            .orShould()
            .callMethod(org.apache.spark.sql.Dataset.class, "collectAsList")
            .orShould()
            .callMethod(org.apache.spark.sql.Dataset.class, "cache")
            .orShould()
            .callMethod(java.time.Instant.class, "now");
}
