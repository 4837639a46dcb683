package io.assay.jobs.suggest;

import static org.apache.spark.sql.functions.col;

import io.assay.definition.contract.DataContract;
import io.assay.definition.project.DefinitionReader;
import io.assay.definition.project.Project;
import io.assay.jobs.profile.ProfiledSource;
import io.assay.validation.Profiler;
import io.assay.validation.RuleResult;
import io.assay.validation.profile.Profile;
import io.assay.validation.suggest.Evidence;
import io.assay.validation.suggest.Evidence.FoundForeignKey;
import io.assay.validation.suggest.KeyCandidates;
import io.assay.validation.suggest.SuggestedColumn;
import io.assay.validation.suggest.SuggestedContract;
import io.assay.validation.suggest.SuggestedKey;
import io.assay.validation.suggest.Suggester;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Suggests a contract: profile (one scan), keys (one scan), foreign keys (one action for each dataset). Then the gate
 * validates the rows with it, and rules that they break are left out, until they break nothing.
 */
final class Suggestion {
    private static final int TRIES = 6;
    /** If more than this share of the rows have no key there, the foreign key is left out. */
    private static final double TOO_MANY = 0.3;

    private final ProfiledSource source;
    private final String dataset;
    private final Optional<Project> project;
    private final Instant now;
    private final Map<String, String> refuted = new HashMap<>();

    Suggestion(ProfiledSource source, String dataset, Optional<Project> project, Instant now) {
        this.source = source;
        this.dataset = dataset;
        this.project = project;
        this.now = now;
    }

    /**
     * The result.
     *
     * @param leftOver what the rows still break, a line each
     */
    record Tried(SuggestedContract contract, DataContract parsed, List<String> leftOver) {}

    Tried run() throws IOException {
        Profile profile = Profiler.of(source.rows());
        KeyCandidates candidates = KeyCandidates.of(profile);
        Optional<SuggestedKey> key = KeyCheck.first(readable(), candidates.keys());
        List<FoundForeignKey> foreign = project.map(
                        known -> new ForeignKeySearch(source.spark(), known, dataset).among(profile))
                .orElse(List.of());
        Map<List<String>, String> types = source.rows().texts()
                ? Map.of()
                : SourceTypes.of(source.rows().rows().schema());
        for (int tries = 1; ; tries++) {
            SuggestedContract contract = Suggester.of(
                    profile,
                    dataset,
                    new SuggestedContract.Source(
                            source.path(), source.rows().format(), source.rows().options()),
                    new Evidence(types, key, foreign, refuted, notes(candidates, key)));
            DataContract parsed = parsed(contract);
            if (profile.rows() == 0 || contract.columns().isEmpty()) {
                return new Tried(contract, parsed, List.of());
            }
            Trial trial = Trial.of(source, parsed, now);
            boolean changed = false;
            List<String> leftOver = new ArrayList<>();
            for (RuleResult rule : trial.broken()) {
                Optional<SuggestedKey> before = key;
                List<FoundForeignKey> pointing = foreign;
                if (isKey(rule, key)) {
                    key = Optional.empty();
                } else if (rule.rule().endsWith(".foreignKey")) {
                    foreign = weaker(foreign, rule, profile.rows());
                } else {
                    refute(rule, contract);
                }
                changed |=
                        !before.equals(key) || !pointing.equals(foreign) || refuted.containsKey(name(rule, contract));
                leftOver.add("%s: %d rows of the source break it".formatted(rule.rule(), rule.violations()));
            }
            boolean warnsOnly = trial.rows().quarantined() + trial.rows().dropped() <= profile.malformed();
            boolean settled = warnsOnly && trial.broken().stream().allMatch(Suggestion::isSettled);
            if (!changed || settled || tries == TRIES) {
                return new Tried(contract, parsed, warnsOnly ? List.of() : leftOver);
            }
        }
    }

    private static boolean isSettled(RuleResult rule) {
        return rule.rule().endsWith(".foreignKey") && rule.status() != RuleResult.Status.ERROR;
    }

    private static boolean isKey(RuleResult rule, Optional<SuggestedKey> key) {
        return key.isPresent()
                && (rule.rule().endsWith(".unique") || rule.rule().endsWith(".primaryKey"));
    }

    private void refute(RuleResult rule, SuggestedContract contract) {
        refuted.put(
                name(rule, contract), rule.error().orElseGet(() -> "%,d rows break it".formatted(rule.violations())));
    }

    /** The column in the source and the kind of a rule. */
    private static String name(RuleResult rule, SuggestedContract contract) {
        String text = rule.rule().replaceAll("_[0-9]+$", "");
        String kind = text.substring(text.lastIndexOf('.') + 1);
        String column = rule.column().orElse(text.substring(0, Math.max(0, text.lastIndexOf('.'))));
        return contract.columns().stream()
                        .filter(known -> known.name().equals(column))
                        .map(SuggestedColumn::source)
                        .findFirst()
                        .orElse(column)
                + "."
                + kind;
    }

    /** A foreign key that some rows break only warns; one that many break is none. */
    private static List<FoundForeignKey> weaker(List<FoundForeignKey> keys, RuleResult rule, long rows) {
        String column = rule.column().orElse("");
        List<FoundForeignKey> weaker = new ArrayList<>();
        for (FoundForeignKey key : keys) {
            if (!key.column().equals(column)) {
                weaker.add(key);
            } else if (rule.violations() <= TOO_MANY * rows && rule.status() != RuleResult.Status.ERROR) {
                weaker.add(new FoundForeignKey(
                        key.column(),
                        key.target(),
                        key.warns() && key.reason().contains("rows have another")
                                ? key.reason()
                                : "%s; %,d of %,d rows have another value: it only warns"
                                        .formatted(key.reason(), rule.violations(), rows),
                        true));
            }
        }
        return weaker;
    }

    private Dataset<Row> readable() {
        return source.rows()
                .malformed()
                .map(name -> source.rows().rows().where(col(name).isNull()))
                .orElse(source.rows().rows());
    }

    private static List<String> notes(KeyCandidates candidates, Optional<SuggestedKey> key) {
        List<String> notes = new ArrayList<>();
        if (key.isEmpty()) {
            notes.add("No primary key was found: none of the columns, nor two or three of them together, tell the rows"
                    + " apart with enough evidence.");
            notes.addAll(candidates.notes());
        }
        return notes;
    }

    private static DataContract parsed(SuggestedContract contract) throws IOException {
        Path file = Files.createTempFile("suggested", ".odcs.yaml");
        try {
            Files.writeString(file, contract.yaml());
            return DefinitionReader.contractFile(file);
        } finally {
            Files.delete(file);
        }
    }
}
