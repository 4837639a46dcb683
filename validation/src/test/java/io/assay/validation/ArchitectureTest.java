package io.assay.validation;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Set;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.internal.SessionState;

@AnalyzeClasses(packages = "io.assay.validation", importOptions = ImportOption.DoNotIncludeTests.class)
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
            "treeReduce",
            "write",
            "writeTo",
            "cache",
            "persist",
            "checkpoint",
            "localCheckpoint");

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

    /**
     * {@code QueryExecution} belongs to Spark's public listeners, {@code SessionState} gives Hadoop's configuration.
     */
    @ArchTest
    static final ArchRule internalTypesOfSparkAreUsedWhereTheReadmeSays = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..internal.catalyst..",
                    "..internal.columns..",
                    "..internal.deequ..",
                    "..internal.key..",
                    "..internal.profile..",
                    "..internal.rule..",
                    "..internal.scan..",
                    "..internal.table..",
                    "..internal.verdict..")
            .and(not(belongToAnyOf(RunValue.class)))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "org.apache.spark.sql.catalyst..",
                            "org.apache.spark.sql.execution..",
                            "org.apache.spark.sql.internal..")
                    .and(not(belongToAnyOf(QueryExecution.class, SessionState.class))));

    @ArchTest
    static final ArchRule actionsOfSparkRunWhereTheReadmeSays = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..internal.catalyst..",
                    "..internal.dataset..",
                    "..internal.key..",
                    "..internal.profile..",
                    "..internal.table..")
            .and()
            .doNotHaveSimpleName("Audit")
            .should()
            .callMethodWhere(describe(
                    "an action of Spark is called",
                    (JavaMethodCall call) -> (call.getTargetOwner().isAssignableTo(Dataset.class)
                                    || call.getTargetOwner().isAssignableTo(RDD.class)
                                    || call.getTargetOwner().isAssignableTo(JavaRDDLike.class))
                            && ACTIONS.contains(call.getName())));

    @ArchTest
    static final ArchRule noCycles = SlicesRuleDefinition.slices()
            .matching("io.assay.validation.(**)")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingInternalOfOtherModules = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.assay..internal..").and(resideOutsideOfPackage("io.assay.validation..")));
}
