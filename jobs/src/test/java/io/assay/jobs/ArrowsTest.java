package io.assay.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.jobs", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.assay.jobs.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule jobsDoNotKnowTheService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.service..", "org.springframework..");

    /** The store itself is the service's: jobs read its tables, and know what it makes of keys and runs. */
    @ArchTest
    static final ArchRule jobsOpenNoStore = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.online", "io.assay.online.store", "io.assay.online.view");

    @ArchTest
    static final ArchRule whatOnlyLooksKnowsNoSpark = noClasses()
            .that()
            .resideInAnyPackage("io.assay.jobs.lookup", "io.assay.jobs.explain", "io.assay.jobs.status")
            .or()
            .haveNameMatching("io\\.assay\\.jobs\\.runs\\.(Runs(List|Show)Command|Logged.*)")
            .or()
            .haveNameMatching("io\\.assay\\.jobs\\.quarantine\\.(Quarantine(List|Show|Lookup|Counts|dRow).*|FirstRows|"
                    + "PublishedRuns)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..", "io.delta..");

    @ArchTest
    static final ArchRule whatCommandsShareKnowsNoCommand = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.assay.jobs.cli", "io.assay.jobs.warehouse", "io.assay.jobs.record", "io.assay.jobs.failure")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Command");

    @ArchTest
    static final ArchRule librariesDoNotKnowTheCommandLine = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.assay.jobs.commit",
                    "io.assay.jobs.failure",
                    "io.assay.jobs.features",
                    "io.assay.jobs.lookup",
                    "io.assay.jobs.publication",
                    "io.assay.jobs.record",
                    "io.assay.jobs.run",
                    "io.assay.jobs.stream",
                    "io.assay.jobs.warehouse")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.assay.jobs.cli");
}
