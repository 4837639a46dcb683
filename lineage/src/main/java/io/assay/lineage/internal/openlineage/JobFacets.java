package io.assay.lineage.internal.openlineage;

import io.assay.lineage.event.LineageJob;
import io.assay.lineage.event.LineageJob.SourceLocation;
import io.openlineage.client.OpenLineage;
import java.net.URI;

/** A job with its facets. */
record JobFacets(OpenLineage types) {
    OpenLineage.Job of(LineageJob job) {
        OpenLineage.JobFacetsBuilder facets = types.newJobFacetsBuilder()
                .jobType(types.newJobTypeJobFacetBuilder()
                        .processingType(job.processing().name())
                        .integration("ASSAY")
                        .jobType(job.type())
                        .build());
        job.description().ifPresent(text -> facets.documentation(types.newDocumentationJobFacet(text, "text/plain")));
        job.sql().ifPresent(query -> facets.sql(types.newSQLJobFacet(query, "spark")));
        job.source().ifPresent(location -> facets.sourceCodeLocation(source(location)));
        return types.newJob(job.namespace(), job.name(), facets.build());
    }

    private OpenLineage.SourceCodeLocationJobFacet source(SourceLocation location) {
        OpenLineage.SourceCodeLocationJobFacetBuilder facet = types.newSourceCodeLocationJobFacetBuilder()
                .type("git")
                .url(URI.create(location.url()))
                .repoUrl(location.url());
        location.path().ifPresent(facet::path);
        location.commit().ifPresent(facet::version);
        return facet.build();
    }
}
