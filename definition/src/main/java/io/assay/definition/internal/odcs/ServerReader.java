package io.assay.definition.internal.odcs;

import io.assay.definition.contract.SourceFormat;
import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FieldReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code servers} for how files are to be read: the first that names a format decides. */
final class ServerReader {
    private static final Set<String> FORMATS = Set.of("csv", "json", "parquet", "avro", "orc", "delta", "iceberg");
    private static final Set<String> OPTIONS =
            Set.of("delimiter", "sep", "quote", "escape", "encoding", "header", "multiLine", "comment", "lineSep");

    private static final Set<String> CHARACTERS = Set.of("delimiter", "sep", "quote", "escape", "comment");

    private ServerReader() {}

    static Optional<SourceFormat> source(FieldReader contract, ContractContext reading) {
        Optional<SourceFormat> source = Optional.empty();
        for (DocumentNode node : contract.items("servers")) {
            Optional<FieldReader> server = FieldReader.of(node, reading.faults());
            if (server.isPresent()) {
                Optional<SourceFormat> own = format(server.get(), reading);
                source = source.or(() -> own);
            }
        }
        return source;
    }

    private static Optional<SourceFormat> format(FieldReader server, ContractContext reading) {
        Optional<String> format = server.text("format").map(text -> text.toLowerCase(Locale.ROOT));
        if (format.isEmpty()) {
            return Optional.empty();
        }
        if (!FORMATS.contains(format.get())) {
            reading.faults().note(server.place("format"), "files of format '%s' are not read".formatted(format.get()));
            return Optional.empty();
        }
        Map<String, String> options = options(server, format.get());
        check(server, format.get(), options, reading);
        return Optional.of(new SourceFormat(format.get(), options));
    }

    /** One character where a CSV has room for one, and an encoding that Java knows. */
    private static void check(FieldReader server, String format, Map<String, String> options, ContractContext reading) {
        if (!format.equals("csv")) {
            return;
        }
        for (String option : CHARACTERS) {
            String value = options.getOrDefault(option, ",");
            if (value.codePointCount(0, value.length()) != 1 && !value.equals("\\t")) {
                reading.execution()
                        .add(server.place(option), "%s is '%s'".formatted(option, value), "write one character");
            }
        }
        String encoding = options.getOrDefault("encoding", "UTF-8");
        if (!known(encoding)) {
            reading.execution()
                    .add(
                            server.place("encoding"),
                            "'%s' is not an encoding".formatted(encoding),
                            "write a name such as UTF-8 or windows-1252");
        }
    }

    private static boolean known(String encoding) {
        try {
            return Charset.isSupported(encoding);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    private static Map<String, String> options(FieldReader server, String format) {
        Map<String, String> options = new HashMap<>();
        server.text("delimiter").ifPresent(delimiter -> {
            if (format.equals("csv")) {
                options.put("delimiter", delimiter);
            } else if (delimiter.equals("array")) {
                options.put("multiLine", "true");
            }
        });
        for (String option : OPTIONS) { // no key of the standard's own, but what many write
            if (!option.equals("delimiter") && server.value(option).orElse(null) instanceof DocumentNode.Scalar value) {
                options.put(option, value.text());
            }
        }
        for (DocumentNode item : server.items("customProperties")) {
            if (item instanceof DocumentNode.Mapping mapping
                    && mapping.entries().get("property") instanceof DocumentNode.Scalar name
                    && mapping.entries().get("value") instanceof DocumentNode.Scalar value
                    && OPTIONS.contains(name.text())) {
                options.put(name.text(), value.text());
            }
        }
        return options;
    }
}
