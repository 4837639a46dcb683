package io.assay.jobs.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options of every command, before or after its name. */
public final class GlobalOptions {
    @Option(
            names = {"-p", "--project"},
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder with assay.yaml; default: the nearest one at or above the current folder.")
    private @Nullable Path project;

    @Option(
            names = "--env",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Merges assay.NAME.yaml over assay.yaml.")
    private @Nullable String env;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Stdout is exactly one JSON document.")
    private boolean json;

    @Option(
            names = "--result",
            paramLabel = "PATH",
            scope = ScopeType.INHERIT,
            description = "Writes the same document to PATH (any Hadoop path) as the last act.")
    private @Nullable String result;

    @Option(
            names = "--spark",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "Spark configuration; repeatable. Default: local[*], UTC.")
    private Map<String, String> spark = new LinkedHashMap<>();

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Shows where an error came from.")
    private boolean stacktrace;

    /** The options of a command that runs on the project in {@code folder}, with the defaults of all other options. */
    public static GlobalOptions of(Path folder) {
        GlobalOptions options = new GlobalOptions();
        options.project = folder;
        return options;
    }

    /** The same options for another project. */
    public GlobalOptions withProject(Path folder) {
        GlobalOptions options = of(folder);
        options.env = env;
        options.json = json;
        options.result = result;
        options.spark = spark;
        options.stacktrace = stacktrace;
        return options;
    }

    /** DIR of {@code --project}. */
    public Optional<Path> project() {
        return Optional.ofNullable(project);
    }

    /** NAME of {@code --env}. */
    public Optional<String> environment() {
        return Optional.ofNullable(env);
    }

    public boolean json() {
        return json;
    }

    /** PATH of {@code --result}. */
    public Optional<String> result() {
        return Optional.ofNullable(result);
    }

    Map<String, String> spark() {
        return spark;
    }

    boolean stacktrace() {
        return stacktrace;
    }
}
