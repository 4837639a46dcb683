package io.assay.definition.project;

import io.assay.definition.contract.DataContract;
import io.assay.definition.feature.Entity;
import io.assay.definition.feature.FeatureService;
import io.assay.definition.feature.FeatureView;
import io.assay.definition.model.ModelDefinition;
import java.nio.file.Path;

/** Reads definitions back from the canonical JSON that runs keep, with the same parser that reads files. */
@SuppressWarnings("DoNotCallSuggester")
public final class Definitions {
    private Definitions() {}

    /** One ODCS file on its own: foreign keys may point to datasets it does not know. */
    public static DataContract contractFile(Path file) {
        throw new UnsupportedOperationException("lands next");
    }

    public static DataContract contract(String json) {
        throw new UnsupportedOperationException("lands next");
    }

    public static Entity entity(String json) {
        throw new UnsupportedOperationException("lands next");
    }

    /** A view; its entities stand in its JSON. */
    public static FeatureView view(String json) {
        throw new UnsupportedOperationException("lands next");
    }

    public static FeatureService service(String json) {
        throw new UnsupportedOperationException("lands next");
    }

    public static ModelDefinition model(String json) {
        throw new UnsupportedOperationException("lands next");
    }

    /** Canonical JSON of an entity. */
    public static String json(Entity entity) {
        throw new UnsupportedOperationException("lands next");
    }

    /** Canonical JSON of a project's settings, without what came from variables. */
    public static String json(Settings settings) {
        throw new UnsupportedOperationException("lands next");
    }
}
