package io.assay.validation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "io.assay.validation", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {
    @ArchTest
    static final ArchRule noModuleOfOursButDefinitions = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.assay.jobs..",
                    "io.assay.lineage..",
                    "io.assay.aggregation..",
                    "io.assay.features..",
                    "io.assay.online..",
                    "io.assay.service..",
                    "org.springframework..");

    @ArchTest
    static final ArchRule deequIsNamedInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("..internal.deequ..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.amazon.deequ..");

    @ArchTest
    static final ArchRule readersOfTextUseNoInternalTypesOfSpark = noClasses()
            .that()
            .resideInAnyPackage("..internal.text..", "..internal.csv..", "..internal.json..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.spark.sql.catalyst..",
                    "org.apache.spark.sql.execution..",
                    "org.apache.spark.sql.connector..");

    @ArchTest
    static final ArchRule noCycles = SlicesRuleDefinition.slices()
            .matching("io.assay.validation.(**)")
            .should()
            .beFreeOfCycles();
}
