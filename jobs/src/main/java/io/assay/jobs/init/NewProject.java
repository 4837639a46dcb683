package io.assay.jobs.init;

import io.assay.definition.Name;
import io.assay.jobs.failure.ExternalException;
import io.assay.jobs.failure.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files of a small project, and where they go. */
record NewProject(Path folder, String name) {
    private static final List<String> FILES = List.of(
            "assay.yaml",
            "entities.yaml",
            "contracts/orders.odcs.yaml",
            "views/customer_orders.yaml",
            "services/customer_model.yaml",
            "data/orders.csv");

    /** A project named after its folder. */
    static NewProject in(Path folder) {
        if (Files.exists(folder) && !isEmptyFolder(folder)) {
            throw new UsageException(
                    "init " + folder,
                    "it is there already and not an empty folder",
                    "name a folder that is not there yet");
        }
        Path last = folder.toAbsolutePath().normalize().getFileName();
        String folded =
                (last == null ? "" : last.toString()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        String name = folded.replaceAll("^[^a-z]+", "");
        return new NewProject(folder, Name.fits(name) ? name : "shop");
    }

    /** Writes all files; their paths in the folder, in the order to read them. */
    List<Path> write() {
        List<Path> written = new ArrayList<>();
        try {
            for (String file : FILES) {
                written.add(write(file, file));
            }
            write("gitignore", ".gitignore");
        } catch (IOException e) {
            throw new ExternalException(
                    "init " + folder, "cannot be written: " + e.getMessage(), "name a folder that can be made", e);
        }
        return written;
    }

    private Path write(String resource, String file) throws IOException {
        try (InputStream in = NewProject.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("PROJECT", name);
            Path path = folder.resolve(file);
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, text);
            return Path.of(file);
        }
    }

    private static boolean isEmptyFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
