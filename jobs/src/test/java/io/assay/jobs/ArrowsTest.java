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
            .resideInAnyPackage("io.assay.service..", "io.assay.online..", "org.springframework..");

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
                    "io.assay.jobs.publication",
                    "io.assay.jobs.record",
                    "io.assay.jobs.run",
                    "io.assay.jobs.stream",
                    "io.assay.jobs.warehouse")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.assay.jobs.cli");
}
