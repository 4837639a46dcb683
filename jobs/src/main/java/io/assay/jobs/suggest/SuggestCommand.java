package io.assay.jobs.suggest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.assay.definition.Name;
import io.assay.definition.contract.DataContract;
import io.assay.definition.project.Project;
import io.assay.jobs.cli.JobContext;
import io.assay.jobs.cli.JobResult;
import io.assay.jobs.failure.UsageException;
import io.assay.jobs.json.Json;
import io.assay.jobs.profile.ProfiledSource;
import io.assay.jobs.profile.SourceCommand;
import io.assay.validation.suggest.SuggestedColumn;
import io.assay.validation.suggest.SuggestedContract;
import io.assay.validation.suggest.SuggestedRelationship;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A contract suggested from a file, a folder or a published dataset; needs no project. */
@Command(name = "suggest", description = "A contract (ODCS YAML) suggested from what rows look like.")
public final class SuggestCommand extends SourceCommand {
    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "Name of the dataset; default: from the name of the file or folder.")
    private Optional<String> dataset = Optional.empty();

    @Override
    protected void check() {
        if (dataset.isPresent() && !Name.fits(dataset.get())) {
            throw new UsageException(
                    "--dataset",
                    "'%s' is not a name".formatted(dataset.get()),
                    "use lower case letters, digits and _, a letter first");
        }
    }

    @Override
    protected JobResult run(ProfiledSource source, Optional<Project> project, JobContext context) throws IOException {
        String name = dataset.orElseGet(() -> DatasetNaming.of(source.path()));
        Suggestion.Tried tried =
                new Suggestion(source, name, project, context.clock().instant()).run();
        tried.leftOver().forEach(line -> context.console().progress(line));
        return JobResult.data(
                document(tried, source.path()), tried.contract().yaml().stripTrailing());
    }

    private static ObjectNode document(Suggestion.Tried tried, String path) {
        SuggestedContract contract = tried.contract();
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("path", path).put("dataset", contract.dataset()).put("rows", contract.rows());
        contract.key().ifPresent(key -> {
            ObjectNode node = document.putObject("primary_key");
            key.columns().forEach(node.putArray("columns")::add);
            node.put("reason", key.reason());
        });
        if (!contract.relationships().isEmpty()) {
            ArrayNode relationships = document.putArray("relationships");
            contract.relationships().forEach(key -> relationship(key, relationships.addObject()));
        }
        contract.notes().forEach(document.putArray("notes")::add);
        ArrayNode columns = document.putArray("columns");
        contract.columns().forEach(column -> column(column, columns.addObject()));
        document.set("contract", parsed(tried.parsed()));
        document.put("yaml", contract.yaml());
        return document;
    }

    private static void relationship(SuggestedRelationship key, ObjectNode node) {
        key.columns().forEach(node.putArray("columns")::add);
        key.targets().forEach(node.putArray("to")::add);
        node.put("action", action(key.warns())).put("reason", key.reason());
    }

    private static String action(boolean warns) {
        return warns ? "warn" : "quarantine";
    }

    private static void column(SuggestedColumn column, ObjectNode node) {
        node.put("column", column.name()).put("type", column.type().logical());
        if (!column.type().reason().isEmpty()) {
            node.put("reason", column.type().reason());
        }
        ArrayNode rules = node.putArray("rules");
        column.rules()
                .forEach(rule -> rules.addObject()
                        .put("rule", rule.kind())
                        .put("value", rule.yaml())
                        .put("action", action(rule.warns()))
                        .put("reason", rule.reason()));
        column.notes().forEach(node.putArray("notes")::add);
        if (!column.fields().isEmpty()) {
            ArrayNode fields = node.putArray("fields");
            column.fields().forEach(field -> column(field, fields.addObject()));
        }
    }

    private static JsonNode parsed(DataContract contract) {
        try {
            return Json.MAPPER.readTree(contract.json());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // we wrote it
        }
    }
}
