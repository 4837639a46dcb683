package io.assay.online;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may depend on. */
@AnalyzeClasses(packages = "io.assay.online", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule ofOursUsesDefinitionsWarehouseAndAggregation = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "io.assay.online..",
                    "io.assay.definition..",
                    "io.assay.warehouse..",
                    "io.assay.aggregation..",
                    "io.delta.kernel..",
                    "org.apache.hadoop..",
                    "org.apache.parquet..",
                    "org.apache.datasketches..",
                    "org.lmdbjava..",
                    "com.github.benmanes.caffeine..",
                    "com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule onlyTheTablesNameDelta = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.online.table")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.delta..", "org.apache.parquet..");

    @ArchTest
    static final ArchRule onlyTheRowsNameCaffeine = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.online.view")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.benmanes..");

    @ArchTest
    static final ArchRule onlyTheStoreNamesLmdb = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.online.store")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.lmdbjava..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.assay.online.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingInternalOfOtherModules = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.assay..internal..").and(resideOutsideOfPackage("io.assay.online..")));
}
