package io.assay.definition.internal.feature;

import io.assay.definition.DurationText;
import io.assay.definition.feature.Aggregate;
import io.assay.definition.feature.FeatureType;
import io.assay.definition.feature.WindowFeature;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads one feature of a window view. */
final class WindowReader {
    private final FaultCollector faults;

    WindowReader(FaultCollector faults) {
        this.faults = faults;
    }

    Optional<WindowFeature> read(FieldReader fields) {
        Optional<String> name = fields.required("name", "name the feature");
        name.ifPresent(text -> ReservedNames.checkFeature(text, fields.place("name"), faults));
        Optional<Aggregate> aggregate =
                fields.required("aggregate", "choose one of " + words()).flatMap(word -> aggregate(word, fields));
        Optional<String> of = fields.text("of");
        boolean lacksColumn = of.isEmpty() && aggregate.isPresent() && aggregate.get() != Aggregate.COUNT;
        if (lacksColumn) {
            faults.add(fields.node(), "%s of what?".formatted(aggregate.get().word()), "add of: COLUMN or expression");
        }
        Optional<String> where = fields.text("where");
        fields.required("over", "give the window's length, such as 7d");
        Optional<Duration> over = DurationFields.read(fields, "over", faults);
        Optional<Duration> hop = DurationFields.read(fields, "hop", faults);
        if (over.isPresent() && hop.isPresent() && hop.get().compareTo(over.get()) > 0) {
            faults.add(
                    fields.place("hop"),
                    "the hop %s is longer than the window %s"
                            .formatted(DurationText.text(hop.get()), DurationText.text(over.get())),
                    "use a hop from 1s to the window");
            hop = over;
        }
        FeatureTypeReader value = FeatureTypeReader.of(fields, faults);
        if (value.type().filter(type -> type.shape() == FeatureType.Shape.LIST).isPresent()) {
            faults.add(fields.place("type"), "a window feature is one value, not a list", "give the type of one value");
        }
        fields.text("description");
        fields.done();
        if (name.isEmpty() || aggregate.isEmpty() || over.isEmpty() || lacksColumn) {
            return Optional.empty();
        }
        return Optional.of(new WindowFeature(
                name.get(),
                aggregate.get(),
                of,
                where,
                over.get(),
                hop.orElse(WindowFeature.defaultHop(over.get())),
                value.type(),
                value.fallback()));
    }

    private Optional<Aggregate> aggregate(String word, FieldReader fields) {
        Optional<Aggregate> aggregate = Aggregate.parse(word);
        if (aggregate.isEmpty()) {
            faults.add(fields.place("aggregate"), "'%s' is not an aggregate".formatted(word), "use one of " + words());
        } else if (!aggregate.get().inThisVersion()) {
            faults.add(fields.place("aggregate"), "%s is not in this version".formatted(word), "use one of " + words());
            fields.allow(List.of("k", "p", "of"));
        }
        return aggregate;
    }

    private static String words() {
        return Arrays.stream(Aggregate.values())
                .filter(Aggregate::inThisVersion)
                .map(Aggregate::word)
                .collect(Collectors.joining(", "));
    }
}
