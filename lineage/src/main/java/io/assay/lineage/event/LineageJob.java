package io.assay.lineage.event;

import java.util.Optional;

/**
 * A job: what is run repeatedly under one name.
 *
 * @param namespace the project's
 * @param name such as {@code flights.ingest.weather}
 * @param type what it does, in capitals: {@code INGEST}
 * @param sql the query, where one query is the job
 */
public record LineageJob(
        String namespace,
        String name,
        Processing processing,
        String type,
        Optional<String> description,
        Optional<String> sql,
        Optional<SourceLocation> source) {

    public enum Processing {
        BATCH,
        STREAMING,
        SERVICE
    }

    /** Where the job's definition is kept: a repository, the commit, the path in it. */
    public record SourceLocation(String url, Optional<String> path, Optional<String> commit) {}

    public static LineageJob batch(String namespace, String name, String type) {
        return of(namespace, name, Processing.BATCH, type);
    }

    public static LineageJob streaming(String namespace, String name, String type) {
        return of(namespace, name, Processing.STREAMING, type);
    }

    private static LineageJob of(String namespace, String name, Processing processing, String type) {
        return new LineageJob(namespace, name, processing, type, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public LineageJob withDescription(String text) {
        return new LineageJob(namespace, name, processing, type, Optional.of(text), sql, source);
    }

    public LineageJob withSql(String query) {
        return new LineageJob(namespace, name, processing, type, description, Optional.of(query), source);
    }

    public LineageJob withSource(SourceLocation location) {
        return new LineageJob(namespace, name, processing, type, description, sql, Optional.of(location));
    }
}
