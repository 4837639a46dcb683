package io.assay.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.assay.jobs.cli.JobContext;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.internal.SessionState;

@AnalyzeClasses(packages = "io.assay.jobs", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.assay.jobs.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule jobsDoNotUseTheService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.service..", "org.springframework..");

    /** The store itself is the service's: jobs read its tables, and use its rules for keys and runs. */
    @ArchTest
    static final ArchRule jobsOpenNoStore = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.assay.online", "io.assay.online.store", "io.assay.online.view");

    @ArchTest
    static final ArchRule commandsThatOnlyLookUseNoSpark = noClasses()
            .that()
            .resideInAnyPackage("io.assay.jobs.lookup", "io.assay.jobs.explain", "io.assay.jobs.status")
            .or()
            .haveNameMatching("io\\.assay\\.jobs\\.runs\\.(Runs(List|Show)Command|Logged.*)")
            .or()
            .haveNameMatching("io\\.assay\\.jobs\\.compute\\.(ChosenViews|ComputeLookup|ComputedDefinitions)")
            .or()
            .haveNameMatching("io\\.assay\\.jobs\\.quarantine\\.(Quarantine(List|Show|Lookup|Counts|dRow).*|FirstRows|"
                    + "PublishedRuns)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "scala..", "io.delta..");

    @ArchTest
    static final ArchRule sharedPackagesUseNoCommand = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.assay.jobs.cli", "io.assay.jobs.warehouse", "io.assay.jobs.record", "io.assay.jobs.failure")
            .should()
            .dependOnClassesThat()
            .haveSimpleNameEndingWith("Command");

    @ArchTest
    static final ArchRule librariesDoNotUseTheCommandLine = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.assay.jobs.catalyst",
                    "io.assay.jobs.commit",
                    "io.assay.jobs.failure",
                    "io.assay.jobs.features",
                    "io.assay.jobs.json",
                    "io.assay.jobs.lookup",
                    "io.assay.jobs.publication",
                    "io.assay.jobs.record",
                    "io.assay.jobs.report",
                    "io.assay.jobs.run",
                    "io.assay.jobs.stream",
                    "io.assay.jobs.warehouse")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.assay.jobs.cli");

    /**
     * What a command does is given what it needs; only commands, and the quickstart that runs commands, have all of it.
     */
    @ArchTest
    static final ArchRule onlyCommandsHaveTheContext = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.jobs.cli")
            .and()
            .haveSimpleNameNotEndingWith("Command")
            .and()
            .doNotHaveSimpleName("FlightsQuickstart")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(JobContext.class);

    /**
     * Exceptions and {@code QueryExecution} belong to Spark's public catalogs and listeners, {@code SessionState} gives
     * Hadoop's configuration.
     */
    @ArchTest
    static final ArchRule internalTypesOfSparkAreUsedInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackages("io.assay.jobs.catalyst", "io.assay.jobs.kafka")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "org.apache.spark.sql.catalyst..",
                            "org.apache.spark.sql.execution..",
                            "org.apache.spark.sql.internal..")
                    .and(not(assignableTo(Throwable.class)))
                    .and(not(belongToAnyOf(QueryExecution.class, SessionState.class))));

    @ArchTest
    static final ArchRule onePackageKnowsKafka = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.jobs.kafka")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "org.apache.spark.sql.kafka010.."));

    @ArchTest
    static final ArchRule nothingInternalOfOtherModules = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.assay..internal..").and(resideOutsideOfPackage("io.assay.jobs..")));

    @ArchTest
    static final ArchRule onePackageMakesTheJsonMapper = noClasses()
            .that()
            .resideOutsideOfPackage("io.assay.jobs.json")
            .should()
            .callConstructor(ObjectMapper.class)
            .orShould()
            .callMethod(JsonMapper.class, "builder");
}
