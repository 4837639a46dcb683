package io.assay.jobs.train;

import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/**
 * What a model takes in, and how: texts as categories (one not seen in training, or null, is a category of its own);
 * numbers and booleans as numbers, null replaced by the median, and where training had nulls a column that says so.
 *
 * @param unused columns that hold nothing a model can take in, or nothing at all in training
 */
record ModelInputs(List<String> numbers, List<String> gaps, List<String> categories, int most, List<String> unused) {
    /** Looks at the training rows of the candidate columns; one action. */
    static ModelInputs of(Dataset<Row> training, List<String> candidates) {
        List<String> numbers = new ArrayList<>();
        List<String> categories = new ArrayList<>();
        List<String> unused = new ArrayList<>();
        List<Column> facts = new ArrayList<>();
        facts.add(count(lit(1)).as("rows"));
        for (String name : candidates) {
            StructField field = training.schema().apply(name);
            if (field.dataType().typeName().equals("string")) {
                categories.add(name);
                facts.add(approx_count_distinct(col(name)).as(name));
            } else if (isNumber(field.dataType())) {
                numbers.add(name);
                facts.add(count(col(name)).as(name));
            } else {
                unused.add(name);
            }
        }
        Row found = training.agg(facts.get(0), facts.subList(1, facts.size()).toArray(Column[]::new))
                .head();
        long rows = found.getLong(0);
        List<String> gaps = new ArrayList<>();
        int most = 0;
        for (String name : List.copyOf(numbers)) {
            long values = found.getLong(found.fieldIndex(name));
            if (values == 0) {
                numbers.remove(name);
                unused.add(name);
            } else if (values < rows) {
                gaps.add(name);
            }
        }
        for (String name : categories) {
            // some room above the estimate, and one for what was not seen
            most = (int) Math.max(most, found.getLong(found.fieldIndex(name)) * 1.2 + 2);
        }
        return new ModelInputs(numbers, gaps, categories, most, unused);
    }

    private static boolean isNumber(DataType type) {
        return type instanceof NumericType || type.typeName().equals("boolean");
    }

    /** The stages that make the column {@code features} out of the columns. */
    List<PipelineStage> stages(Algorithm.CategoryEncoding encoding) {
        List<PipelineStage> stages = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        if (!numbers.isEmpty()) {
            stages.add(new SQLTransformer().setStatement(asNumbers()));
            String[] read = numbers.stream().map(ModelInputs::number).toArray(String[]::new);
            String[] filled = numbers.stream().map(ModelInputs::filled).toArray(String[]::new);
            stages.add(new Imputer().setStrategy("median").setInputCols(read).setOutputCols(filled));
            parts.addAll(List.of(filled));
            gaps.forEach(name -> parts.add(missing(name)));
        }
        if (!categories.isEmpty()) {
            String[] names = categories.toArray(String[]::new);
            String[] indexed = categories.stream().map(name -> name + "__index").toArray(String[]::new);
            stages.add(new StringIndexer()
                    .setInputCols(names)
                    .setOutputCols(indexed)
                    .setHandleInvalid("keep"));
            if (encoding == Algorithm.CategoryEncoding.ONE_HOT) {
                String[] one = categories.stream().map(name -> name + "__one").toArray(String[]::new);
                stages.add(new OneHotEncoder()
                        .setInputCols(indexed)
                        .setOutputCols(one)
                        .setHandleInvalid("keep"));
                parts.addAll(List.of(one));
            } else {
                parts.addAll(List.of(indexed));
            }
        }
        stages.add(
                new VectorAssembler().setInputCols(parts.toArray(String[]::new)).setOutputCol("features"));
        return stages;
    }

    /** Names of the parts of {@code features}, where each input makes one of them. */
    List<String> parts() {
        List<String> parts = new ArrayList<>(numbers);
        gaps.forEach(name -> parts.add(name + " missing"));
        parts.addAll(categories);
        return parts;
    }

    private String asNumbers() {
        StringBuilder statement = new StringBuilder("SELECT *");
        numbers.forEach(name -> statement.append(", CAST(`%s` AS DOUBLE) AS `%s`".formatted(name, number(name))));
        gaps.forEach(name -> statement.append(", CAST(`%s` IS NULL AS DOUBLE) AS `%s`".formatted(name, missing(name))));
        return statement.append(" FROM __THIS__").toString();
    }

    private static String number(String name) {
        return name + "__number";
    }

    private static String filled(String name) {
        return name + "__filled";
    }

    private static String missing(String name) {
        return name + "__missing";
    }
}
