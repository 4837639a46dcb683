package io.assay.definition.internal.odcs.standard;

import io.assay.definition.internal.document.CanonicalJson;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.DocumentNode.Kind;
import io.assay.definition.internal.document.DocumentNode.Scalar;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.FieldReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Checks a value against its form; gives it back without what is wrong in it, so that a reader can go on. */
final class FormCheck {
    private static final Set<String> NO = Set.of("false", "no", "off", "n", "f", "0", "");
    private final OdcsVersion version;
    private final FaultCollector faults;
    private final BiFunction<String, DocumentNode, Optional<DocumentNode>> elements;

    /** {@code elements} checks a mapping that is an element. */
    FormCheck(
            OdcsVersion version,
            FaultCollector faults,
            BiFunction<String, DocumentNode, Optional<DocumentNode>> elements) {
        this.version = version;
        this.faults = faults;
        this.elements = elements;
    }

    /** Empty if nothing can be read from it; {@code noun} is what messages call a word of it. */
    Optional<DocumentNode> check(Form form, DocumentNode node, String noun) {
        if (form instanceof Form.Any) {
            return Optional.of(node);
        }
        if (form instanceof Form.Single) {
            return node instanceof Scalar ? Optional.of(node) : wrong(node, "a single value", "write one value");
        }
        if (node.isNull()) {
            faults.add(node, "is empty", "write a value, or remove the key");
            return Optional.empty();
        }
        if (form instanceof Form.Either either) {
            return check(chosen(either, node), node, noun);
        }
        if (form instanceof Form.Named named) {
            return elements.apply(named.element(), node);
        }
        if (form instanceof Form.Items items) {
            return node instanceof DocumentNode.Items list
                    ? list(items, list, noun)
                    : wrong(node, "a list", "write one '- ' line an item");
        }
        if (form instanceof Form.Open) {
            return node instanceof DocumentNode.Mapping
                    ? Optional.of(node)
                    : wrong(node, "a mapping", "write it as key: value lines");
        }
        return node instanceof Scalar scalar ? scalar(form, scalar, noun) : wrong(node, word(form), "write one value");
    }

    private static Form chosen(Form.Either either, DocumentNode node) {
        for (Form form : either.forms()) {
            boolean list = form instanceof Form.Items;
            boolean mapping = form instanceof Form.Named || form instanceof Form.Open;
            boolean digits = form instanceof Form.Digits;
            if (list == node instanceof DocumentNode.Items
                    && mapping == node instanceof DocumentNode.Mapping
                    && (!digits || (node instanceof Scalar scalar && scalar.kind() != Kind.TEXT))) {
                return form;
            }
        }
        return either.forms().get(0);
    }

    private Optional<DocumentNode> scalar(Form form, Scalar scalar, String noun) {
        if (form instanceof Form.Text text) {
            return text(text, scalar, noun);
        }
        if (form instanceof Form.Digits number) {
            return number(number, scalar);
        }
        return Optional.of(scalar.kind() == Kind.BOOLEAN ? scalar : flag(scalar));
    }

    /** The flag that was probably meant: true, unless the text is a word for no. */
    private Scalar flag(Scalar scalar) {
        wrong(scalar, "true or false", "write true or false, without quotes");
        boolean no = NO.contains(scalar.text().strip().toLowerCase(Locale.ROOT));
        return new Scalar(scalar.line(), scalar.at(), no ? "false" : "true", Kind.BOOLEAN);
    }

    private Optional<DocumentNode> text(Form.Text form, Scalar scalar, String noun) {
        Scalar text = new Scalar(scalar.line(), scalar.at(), scalar.text(), Kind.TEXT);
        if (scalar.kind() != Kind.TEXT) {
            faults.add(
                    scalar,
                    "is %s where a text is expected".formatted(scalar.noun()),
                    "quote it: '%s'".formatted(scalar.text()));
            return Optional.of(text);
        }
        if (!form.words().isEmpty() && !form.words().contains(scalar.text())) {
            Optional<String> meant = Words.meant(scalar.text(), form.words());
            faults.add(
                    scalar,
                    "'%s' is not a %s".formatted(scalar.text(), noun),
                    meant.map("did you mean '%s'?"::formatted).orElse("use " + String.join(", ", form.words())));
            return meant.map(word -> new Scalar(scalar.line(), scalar.at(), word, Kind.TEXT));
        }
        if (!Shapes.fits(scalar.text(), form.shape(), version)) {
            faults.add(
                    scalar,
                    "'%s' is not %s".formatted(scalar.text(), Shapes.noun(form.shape())),
                    Shapes.fix(form.shape()));
            return form.shape() == Form.Shape.REFERENCE ? Optional.empty() : Optional.of(scalar);
        }
        return Optional.of(text);
    }

    private Optional<DocumentNode> number(Form.Digits form, Scalar scalar) {
        if (form.integer() && scalar.kind() == Kind.BOOLEAN) {
            return wrong(scalar, "an integer", "write digits");
        }
        Optional<BigDecimal> number = FieldReader.number(scalar, faults);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        if (form.integer() && number.get().stripTrailingZeros().scale() > 0) {
            return wrong(scalar, "an integer", "write digits without a point");
        }
        int order = form.least().map(least -> number.get().compareTo(least)).orElse(1);
        if (order < 0 || (order == 0 && form.above())) {
            String least = form.least().map(BigDecimal::toPlainString).orElse("");
            faults.add(
                    scalar,
                    "is %s".formatted(scalar.text()),
                    form.above() ? "use a number above %s".formatted(least) : "use %s or more".formatted(least));
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    private Optional<DocumentNode> list(Form.Items form, DocumentNode.Items list, String noun) {
        int size = list.items().size();
        if (size < form.least() || size > form.most()) {
            faults.add(
                    list,
                    size == 0 ? "is an empty list" : "has %d items".formatted(size),
                    form.most() == form.least() ? "write two, such as [1, 5]" : "give it an item, or remove the key");
            return Optional.empty();
        }
        List<DocumentNode> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (DocumentNode item : list.items()) {
            if (form.unique() && !seen.add(identity(item))) {
                faults.add(item, "is in the list twice", "keep one of them");
                if (form.most() == form.least()) {
                    return Optional.empty();
                }
            } else {
                check(form.item(), item, noun).ifPresent(items::add);
            }
        }
        if (form.least() == form.most() && items.size() < form.least()) {
            return Optional.empty();
        }
        return Optional.of(items.equals(list.items()) ? list : new DocumentNode.Items(list.line(), list.at(), items));
    }

    /** Equal of two values that JSON takes for one. */
    private static String identity(DocumentNode node) {
        if (node instanceof Scalar scalar && (scalar.kind() == Kind.INTEGER || scalar.kind() == Kind.FRACTION)) {
            Optional<BigDecimal> number = FieldReader.number(scalar, new FaultCollector(""));
            return "number "
                    + number.map(n -> n.stripTrailingZeros().toPlainString()).orElse(scalar.text());
        }
        return CanonicalJson.write(node);
    }

    private static String word(Form form) {
        return form instanceof Form.Digits ? "a number" : form instanceof Form.Flag ? "true or false" : "a text";
    }

    private Optional<DocumentNode> wrong(DocumentNode node, String expected, String fix) {
        faults.add(node, "is %s where %s is expected".formatted(node.noun(), expected), fix);
        return Optional.empty();
    }
}
