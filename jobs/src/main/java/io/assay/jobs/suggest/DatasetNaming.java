package io.assay.jobs.suggest;

import io.assay.definition.Name;
import java.util.Locale;

/** The name of a dataset by the name of its file or folder. */
final class DatasetNaming {
    private DatasetNaming() {}

    /** Without endings, and without the date of one file of many: {@code data/flights-2013-01.csv.gz} is flights. */
    static String of(String path) {
        String file = path.replaceAll("[/\\\\*?]+$", "").replaceAll("^.*[/\\\\:]", "");
        String plain = file.startsWith(".") ? file.substring(1) : file;
        String stem = plain.contains(".") ? plain.substring(0, plain.indexOf('.')) : plain;
        String folded =
                stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        String undated = folded.replaceAll("(_?[0-9]+)+$", "").replaceAll("_+$", "");
        String name = undated.isEmpty() ? folded : undated;
        return Name.fits(name) ? name : Name.fits("data_" + name) && !name.isEmpty() ? "data_" + name : "dataset";
    }
}
