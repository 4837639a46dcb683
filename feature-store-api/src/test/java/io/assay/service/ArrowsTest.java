package io.assay.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.service", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule noSpark = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..", "org.apache.iceberg..", "io.delta..");

    @ArchTest
    static final ArchRule noJobs = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.jobs..", "io.assay.validation..", "io.assay.features..");

    @ArchTest
    static final ArchRule nothingInternalOfOthers =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.assay.(*)..internal..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.assay.service.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule hadoopIsNamedInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.service.lineage..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hadoop..");

    @ArchTest
    static final ArchRule theHotPathKnowsNoSpring = noClasses()
            .that()
            .resideInAPackage("io.assay.service.online..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");
}
