package io.assay.definition;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(packages = "io.assay.definition", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule usesNoEngineAndNoServer = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.spark..",
                    "org.apache.hadoop..",
                    "org.springframework..",
                    "com.amazon.deequ..",
                    "io.openlineage..",
                    "scala..");

    @ArchTest
    static final ArchRule hasNoClock = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule parsesSqlInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("..internal.sql..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("net.sf.jsqlparser..");

    @ArchTest
    static final ArchRule readsYamlInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("..internal.document..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml..");

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("io.assay.definition.(internal.*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingInternalOfOtherModules = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.assay..internal..").and(resideOutsideOfPackage("io.assay.definition..")));
}
