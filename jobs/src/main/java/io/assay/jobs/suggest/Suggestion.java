package io.assay.jobs.suggest;

import static org.apache.spark.sql.functions.col;

import io.assay.definition.contract.Check;
import io.assay.definition.contract.DataContract;
import io.assay.definition.contract.DatasetContract;
import io.assay.definition.contract.Rule;
import io.assay.definition.project.DefinitionReader;
import io.assay.definition.project.Project;
import io.assay.jobs.profile.ProfiledSource;
import io.assay.jobs.warehouse.Warehouse;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Suggests a contract: profile (one scan), keys (one scan), foreign keys (one action for each dataset with a key of one
 * column). Then the gate validates the rows with it, and rules that they break are left out, until they break nothing.
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
        List<FoundForeignKey> foreign =
                project.map(known -> foreignKeys(profile, known)).orElse(List.of());
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
            DatasetContract suggested = parsed.datasets().get(0);
            List<FoundForeignKey> unlike = ofOtherTypes(foreign, suggested);
            if (!unlike.isEmpty()) {
                foreign = foreign.stream().filter(one -> !unlike.contains(one)).toList();
                tries--;
                continue;
            }
            Trial trial = Trial.of(source, parsed, now);
            boolean changed = false;
            List<String> leftOver = new ArrayList<>();
            for (RuleResult rule : trial.broken()) {
                Optional<SuggestedKey> before = key;
                List<FoundForeignKey> pointing = foreign;
                if (isKey(rule, key)) {
                    key = Optional.empty();
                } else if (isForeignKey(rule)) {
                    foreign = weaker(foreign, rule, target(rule, suggested), profile.rows());
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
        return isForeignKey(rule) && rule.status() != RuleResult.Status.ERROR;
    }

    private static boolean isForeignKey(RuleResult rule) {
        return unnumbered(rule).endsWith(".foreignKey");
    }

    private List<FoundForeignKey> foreignKeys(Profile profile, Project known) {
        List<FoundForeignKey> keys =
                new ArrayList<>(new ForeignKeySearch(source.spark(), known, dataset).among(profile));
        keys.addAll(new CompositeKeySearch(profile)
                .to(known, dataset, name -> source.spark().catalog().tableExists(Warehouse.dataset(name))));
        return keys;
    }

    /** Composite keys whose columns are suggested to be of another kind of type than their targets. */
    private List<FoundForeignKey> ofOtherTypes(List<FoundForeignKey> keys, DatasetContract suggested) {
        Set<List<String>> unlike = new HashSet<>();
        for (Check.ForeignKey key : compositeKeys(suggested)) {
            DatasetContract target = project.orElseThrow().datasets().get(key.target());
            for (int i = 0; i < key.columns().size(); i++) {
                Optional<Class<?>> own = type(suggested, key.columns().get(i));
                if (target == null
                        || !own.equals(type(target, key.targetColumns().get(i)))) {
                    unlike.add(targets(key));
                }
            }
        }
        return keys.stream().filter(key -> unlike.contains(key.targets())).toList();
    }

    private static Optional<Class<?>> type(DatasetContract dataset, String column) {
        return dataset.column(column).map(found -> found.type().getClass());
    }

    private static List<Check.ForeignKey> compositeKeys(DatasetContract suggested) {
        return suggested.rules().stream()
                .flatMap(rule -> compositeKey(rule).stream())
                .toList();
    }

    private static Optional<Check.ForeignKey> compositeKey(Rule rule) {
        return rule.check() instanceof Check.ForeignKey key && key.columns().size() > 1
                ? Optional.of(key)
                : Optional.empty();
    }

    private static List<String> targets(Check.ForeignKey key) {
        return key.targetColumns().stream()
                .map(column -> key.target() + "." + column)
                .toList();
    }

    /** The columns that a foreign key of several columns refers to; none of another. */
    private static List<String> target(RuleResult rule, DatasetContract suggested) {
        return suggested.rules().stream()
                .filter(known -> known.name().equals(rule.rule()))
                .flatMap(known -> compositeKey(known).stream())
                .findFirst()
                .map(Suggestion::targets)
                .orElse(List.of());
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
        String text = unnumbered(rule);
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

    private static String unnumbered(RuleResult rule) {
        return rule.rule().replaceAll("_[0-9]+$", "");
    }

    /** A foreign key that some rows break only warns; one that many break is none. */
    private static List<FoundForeignKey> weaker(
            List<FoundForeignKey> keys, RuleResult rule, List<String> target, long rows) {
        List<String> column = List.of(rule.column().orElse(""));
        List<FoundForeignKey> weaker = new ArrayList<>();
        for (FoundForeignKey key : keys) {
            if (key.isComposite()
                    ? !key.targets().equals(target)
                    : !key.columns().equals(column)) {
                weaker.add(key);
            } else if (rule.violations() <= TOO_MANY * rows && rule.status() != RuleResult.Status.ERROR) {
                weaker.add(new FoundForeignKey(
                        key.columns(),
                        key.targets(),
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
