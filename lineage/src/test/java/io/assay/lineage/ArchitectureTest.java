package io.assay.lineage;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packages = "io.assay.lineage", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule noEngineNorService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.springframework..", "org.apache.hadoop..", "scala..");

    @ArchTest
    static final ArchRule noModuleOfOursButDefinitions = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.validation..", "io.assay.jobs..", "io.assay.online..", "io.assay.service..");

    @ArchTest
    static final ArchRule theClientIsNamedInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("..internal.openlineage..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.openlineage..");

    @ArchTest
    static final ArchRule noCycles = SlicesRuleDefinition.slices()
            .matching("io.assay.lineage.(*)..")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingInternalOfOtherModules = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.assay..internal..").and(resideOutsideOfPackage("io.assay.lineage..")));

    @ArchTest
    static final ArchRule onePackageMakesTheJsonMapper = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.lineage.internal.json")
            .should()
            .callConstructor(ObjectMapper.class)
            .orShould()
            .callMethod(JsonMapper.class, "builder");
}
