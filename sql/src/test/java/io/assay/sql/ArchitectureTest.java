package io.assay.sql;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.apache.spark.sql.Dataset;

/** What this module may depend on. */
@AnalyzeClasses(packages = "io.assay.sql", importOptions = ImportOption.DoNotIncludeTests.class)
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
    static final ArchRule usesDefinitionsAndSpark = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.assay.sql..",
                    "io.assay.definition..",
                    "org.apache.spark..",
                    "org.apache.hadoop..",
                    "scala..");

    @ArchTest
    static final ArchRule sparkIsNamedInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.sql.catalyst")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..");

    @ArchTest
    static final ArchRule runsNoActionOfSpark = noClasses()
            .should()
            .callMethodWhere(describe(
                    "an action of Spark is called",
                    (JavaMethodCall call) ->
                            call.getTargetOwner().isAssignableTo(Dataset.class) && ACTIONS.contains(call.getName())));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.assay.sql.(**)").should().beFreeOfCycles();
}
