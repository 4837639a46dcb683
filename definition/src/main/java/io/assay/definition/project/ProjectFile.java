package io.assay.definition.project;

import io.assay.definition.internal.document.DocumentNode;
import io.assay.definition.internal.document.FaultCollector;
import io.assay.definition.internal.document.Yaml;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One file of a project: its documents, and what is wrong in it. */
record ProjectFile(Path path, List<DocumentNode> documents, FaultCollector faults) {

    /** Reads it; a failure to read is a fault. */
    static ProjectFile read(Path path) {
        FaultCollector faults = new FaultCollector(path.toString());
        try {
            byte[] bytes = Files.readAllBytes(path);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new ProjectFile(
                    path, Yaml.read(text.startsWith("\ufeff") ? text.substring(1) : text, faults), faults);
        } catch (NoSuchFileException e) {
            faults.add(0, "file", "there is no such file or folder", "give a project's folder or one ODCS file");
        } catch (CharacterCodingException e) {
            faults.add(0, "file", "not UTF-8", "save it as UTF-8");
        } catch (IOException e) {
            faults.add(0, "file", "cannot be read: " + e.getMessage(), "make it readable");
        }
        return new ProjectFile(path, List.of(), faults);
    }

    /** The files of a folder by their endings, in the order of their names; none if the folder is not there. */
    static List<ProjectFile> in(Path folder, List<String> endings) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            endings.stream().anyMatch(ending -> file.toString().endsWith(ending)))
                    .sorted()
                    .map(ProjectFile::read)
                    .toList();
        } catch (IOException e) {
            FaultCollector faults = new FaultCollector(folder.toString());
            faults.add(0, "folder", "cannot be read: " + e.getMessage(), "make it readable");
            return List.of(new ProjectFile(folder, List.of(), faults));
        }
    }
}
