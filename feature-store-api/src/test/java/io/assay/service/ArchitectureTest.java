package io.assay.service;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.assay.service", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
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
    static final ArchRule onlineRequestsUseNoSpring = noClasses()
            .that()
            .resideInAPackage("io.assay.service.online..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule nothingInternalOfOtherModules = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.assay..internal..").and(resideOutsideOfPackage("io.assay.service..")));
}
