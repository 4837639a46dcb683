package io.assay.definition.internal.odcs.standard;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.DocumentNode.Kind;
import io.assay.definition.internal.document.DocumentNode.Mapping;
import io.assay.definition.internal.document.DocumentNode.Scalar;
import io.assay.definition.internal.document.FaultCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document that is a contract.
 *
 * @param root without what is wrong in it
 * @param sound whether nothing is
 */
public record ContractDocument(Mapping root, OdcsVersion version, boolean sound) {
    /** Versions above those that are read. */
    private static final Pattern NEWER =
            Pattern.compile("v(3\\.([3-9]|[1-9]\\d+)|([4-9]|[1-9]\\d+)(\\.\\d+)?)(\\.\\d+)?");

    /** Checks a document that somebody wrote. Empty, and a fault, if it cannot be read as a contract. */
    public static Optional<ContractDocument> of(DocumentNode node, FaultCollector faults) {
        Optional<OdcsVersion> version = version(node, faults);
        if (version.isEmpty() || !(node instanceof Mapping written)) {
            return Optional.empty();
        }
        Mapping root = reported(written);
        FaultCollector own = new FaultCollector(faults.path());
        Optional<DocumentNode> checked = new StandardCheck(version.get(), own).element("contract", root);
        if (version.get() == OdcsVersion.V3_0 && !own.none()) {
            FaultCollector newer = new FaultCollector(faults.path());
            Optional<DocumentNode> read = new StandardCheck(OdcsVersion.V3_1, newer).element("contract", root);
            if (newer.none() && read.isPresent()) {
                faults.addAll(newer);
                faults.note(
                        root.entries().getOrDefault("apiVersion", root),
                        "the contract is valid under 3.1 and not under this version: write v3.1.0");
                return Optional.of(new ContractDocument(root, OdcsVersion.V3_1, faults.none()));
            }
        }
        faults.addAll(own);
        return checked.map(read -> new ContractDocument((Mapping) read, version.get(), faults.none()));
    }

    /** A contract that was checked when it was written. */
    public static Optional<ContractDocument> kept(DocumentNode node, FaultCollector faults) {
        return version(node, new FaultCollector(faults.path()))
                .map(version -> new ContractDocument((Mapping) node, version, true));
    }

    private static Optional<OdcsVersion> version(DocumentNode node, FaultCollector faults) {
        if (!(node instanceof Mapping root)) {
            faults.add(
                    node, "is %s where a mapping is expected".formatted(node.noun()), "write it as key: value lines");
            return Optional.empty();
        }
        if (!(root.entries().get("apiVersion") instanceof Scalar written) || written.isNull()) {
            return Optional.of(OdcsVersion.V3_1); // what is wrong is reported with all else
        }
        Optional<OdcsVersion> version = OdcsVersion.of(written.text());
        if (version.isPresent()) {
            return version;
        }
        Optional<String> meant = meant(written.text());
        if (meant.isEmpty()) {
            faults.add(
                    written,
                    "ODCS %s is not in this version".formatted(written.text()),
                    NEWER.matcher(written.text()).matches()
                            ? "use a newer Assay that knows it, or write the contract under v3.2.0 or v3.1.0"
                            : "write the contract under v3.1.0 (v3.0.0 to v3.0.2 and v3.2.0 are read too)");
            return Optional.empty();
        }
        if (written.kind() == Kind.TEXT) {
            faults.add(written, "'%s' is not a version of ODCS".formatted(written.text()), "write " + meant.get());
        } else {
            faults.add(written, "is %s where a text is expected".formatted(written.noun()), "write " + meant.get());
        }
        return OdcsVersion.of(meant.get());
    }

    /** The contract with its version as it is meant, so that a fault in it is not reported twice. */
    private static Mapping reported(Mapping root) {
        if (root.entries().get("apiVersion") instanceof Scalar written
                && OdcsVersion.of(written.text()).isEmpty()) {
            Map<String, DocumentNode> entries = new LinkedHashMap<>(root.entries());
            meant(written.text())
                    .ifPresent(word ->
                            entries.put("apiVersion", new Scalar(written.line(), written.at(), word, Kind.TEXT)));
            return new Mapping(root.line(), root.at(), entries, root.lines());
        }
        return root;
    }

    /** {@code v3.1.0} of {@code 3.1}. */
    private static Optional<String> meant(String text) {
        String number = text.strip().replaceFirst("^[vV]", "");
        return Stream.of("", ".0", ".0.0")
                .map(end -> "v" + number + end)
                .filter(word -> OdcsVersion.of(word).isPresent())
                .findFirst();
    }
}
