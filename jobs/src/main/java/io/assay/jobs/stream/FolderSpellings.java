package io.assay.jobs.stream;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/** How users may have spelled a folder: earlier versions took each spelling for a folder of its own. */
final class FolderSpellings {
    private FolderSpellings() {}

    /**
     * The usual ones.
     *
     * @param given as it is spelled now, which comes first
     * @param folder the same folder, qualified
     * @param working the folder that relative paths begin in, qualified
     */
    static List<String> of(String given, Path folder, Path working) {
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(given);
        for (String plain : plain(folder, working)) {
            spellings.add(plain);
            spellings.add(plain + "/");
        }
        return List.copyOf(spellings);
    }

    private static List<String> plain(Path folder, Path working) {
        String path = folder.toUri().getPath();
        List<String> plain = new ArrayList<>(List.of(folder.toString(), path));
        if ("file".equals(folder.toUri().getScheme())) {
            plain.add("file://" + path);
        }
        String base = working.toUri().getPath() + "/";
        if (folder.toString().startsWith(working + "/") && path.length() > base.length()) {
            plain.add(path.substring(base.length()));
            plain.add("./" + path.substring(base.length()));
        }
        return plain;
    }
}
