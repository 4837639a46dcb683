package io.assay.features;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.Set;
import org.apache.spark.sql.Dataset;

@AnalyzeClasses(packages = "io.assay.features", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final Set<String> ACTIONS = Set.of(
            "collect",
            "collectAsList",
            "count",
            "first",
            "foreach",
            "foreachPartition",
            "head",
            "isEmpty",
            "reduce",
            "show",
            "take",
            "takeAsList",
            "toLocalIterator",
            "write",
            "writeTo",
            "cache",
            "persist",
            "checkpoint",
            "localCheckpoint");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.assay.features.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule usesNeitherJobsNorOtherEngines = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.assay.jobs..",
                    "io.assay.validation..",
                    "io.assay.lineage..",
                    "io.assay.online..",
                    "io.assay.service..",
                    "io.delta..",
                    "org.apache.iceberg..");

    @ArchTest
    static final ArchRule stepsRunNoActionOfSpark = noClasses()
            .should()
            .callMethodWhere(describe(
                    "an action of Spark is called",
                    (JavaMethodCall call) ->
                            call.getTargetOwner().isAssignableTo(Dataset.class) && ACTIONS.contains(call.getName())));

    @ArchTest
    static final ArchRule stepsDoNotReadTheClock =
            noClasses().should().callMethod(Instant.class, "now").orShould().callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule onlyPublicTypesOfSpark = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.spark.sql.catalyst..",
                    "org.apache.spark.sql.execution..",
                    "org.apache.spark.sql.internal..");

    @ArchTest
    static final ArchRule nothingInternalOfOtherModules = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.assay..internal..").and(resideOutsideOfPackage("io.assay.features..")));
}
