package io.assay.lineage.internal.openlineage;

import io.assay.definition.message.Secrets;
import io.assay.lineage.event.ParentRun;
import io.assay.lineage.event.QualityAssertion;
import io.assay.lineage.event.RunStart;
import io.openlineage.client.OpenLineage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run's facets. */
record RunFacets(OpenLineage types, Producer producer) {
    private static final int LONGEST_TRACE = 20_000;

    OpenLineage.RunFacets of(RunStart start, Instant at, List<QualityAssertion> checks, @Nullable Throwable cause) {
        OpenLineage.RunFacetsBuilder facets = types.newRunFacetsBuilder();
        facets.put("assay_run", assayRun(start));
        start.parent().ifPresent(parent -> facets.parent(parent(parent)));
        start.nominal()
                .ifPresent(span -> facets.nominalTime(types.newNominalTimeRunFacet(
                        utc(span.start()), span.end().map(RunFacets::utc).orElse(null))));
        start.engine()
                .ifPresent(engine -> facets.processing_engine(
                        types.newProcessingEngineRunFacet(engine.version(), engine.name(), producer.version())));
        if (!checks.isEmpty()) {
            facets.test(types.newTestRunFacet(checks.stream().map(this::test).toList()));
        }
        if (cause != null) {
            String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
            facets.errorMessage(
                    types.newErrorMessageRunFacet(Secrets.masked(message), "JAVA", Secrets.masked(trace(cause))));
        }
        return facets.build();
    }

    private OpenLineage.RunFacet assayRun(RunStart start) {
        OpenLineage.RunFacet facet = types.newRunFacet();
        facet.getAdditionalProperties().put("run", start.assayRun());
        return facet;
    }

    private OpenLineage.ParentRunFacet parent(ParentRun parents) {
        ParentRun.Member parent = parents.parent();
        OpenLineage.ParentRunFacetBuilder facet = types.newParentRunFacetBuilder()
                .run(types.newParentRunFacetRunBuilder().runId(parent.run()).build())
                .job(types.newParentRunFacetJobBuilder()
                        .namespace(parent.namespace())
                        .name(parent.job())
                        .build());
        parents.root()
                .ifPresent(root -> facet.root(types.newParentRunFacetRoot(
                        types.newRootRunBuilder().runId(root.run()).build(),
                        types.newRootJobBuilder()
                                .namespace(root.namespace())
                                .name(root.job())
                                .build())));
        return facet.build();
    }

    private OpenLineage.TestExecution test(QualityAssertion check) {
        OpenLineage.TestExecutionBuilder test = types.newTestExecutionBuilder()
                .name(check.name())
                .status(check.outcome().word())
                .severity(check.severity().word())
                .type(check.kind());
        check.expected().ifPresent(test::expected);
        check.actual().ifPresent(test::actual);
        return test.build();
    }

    private static String trace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.getBuffer().length() > LONGEST_TRACE
                ? text.getBuffer().substring(0, LONGEST_TRACE)
                : text.toString();
    }

    private static ZonedDateTime utc(Instant at) {
        return at.atZone(ZoneOffset.UTC);
    }
}
