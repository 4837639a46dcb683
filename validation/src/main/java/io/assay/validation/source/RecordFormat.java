package io.assay.validation.source;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the values of a topic's records are. */
public sealed interface RecordFormat {
    /** As {@code --format} names it. */
    String name();

    /** Each value is one JSON object. */
    record Json() implements RecordFormat {
        @Override
        public String name() {
            return "json";
        }
    }

    /**
     * Each value is one Avro record in Confluent's wire format: a zero byte, four bytes of the writer schema's id, the
     * record.
     *
     * @param writers the schemas, as their files have them, by id
     * @param reader the schema that records are read as; their own where it is empty
     */
    record Avro(Map<Integer, String> writers, Optional<String> reader) implements RecordFormat {
        public Avro {
            writers = Map.copyOf(new TreeMap<>(writers));
        }

        @Override
        public String name() {
            return "avro";
        }
    }
}
