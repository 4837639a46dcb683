package io.assay.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.definition.sql.SqlFunctions;
import io.assay.sql.catalyst.CheckedSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.junit.jupiter.api.Test;
import scala.collection.JavaConverters;

/** The list of functions against Spark's own: its examples of listed functions pass, all others are refused. */
final class FunctionsOfSparkTest {
    private static final Pattern EXAMPLE = Pattern.compile("> (SELECT [^;]*);");
    private final SparkSession spark = LocalSpark.session();

    @Test
    void sparksExamplesOfListedFunctionsPassAndThoseOfOthersAreRefused() {
        List<String> wrong = new ArrayList<>();
        int passed = 0;
        for (FunctionIdentifier name :
                JavaConverters.seqAsJavaList(FunctionRegistry$.MODULE$.builtin().listFunction())) {
            ExpressionInfo info =
                    FunctionRegistry$.MODULE$.builtin().lookupFunction(name).get();
            boolean listed = SqlFunctions.queries().contains(name.funcName());
            Matcher examples = EXAMPLE.matcher(info.getExamples());
            for (int i = 0; i < 2 && examples.find(); i++) {
                String query = examples.group(1);
                String refused = refused(query);
                if (listed && !refused.isEmpty()) {
                    wrong.add(name.funcName() + ": " + query + " -> " + refused);
                }
                if (!listed
                        && refused.isEmpty()
                        && query.toLowerCase(Locale.ROOT).contains(name.funcName() + "(")) {
                    wrong.add(name.funcName() + " is not listed, and passes: " + query);
                }
                passed += refused.isEmpty() ? 1 : 0;
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(passed).isGreaterThan(500);
    }

    private String refused(String query) {
        try {
            CheckedSql.query(spark, query, SqlPolicy.COMMAND);
            return "";
        } catch (RefusedSqlException e) {
            return String.valueOf(e.getMessage());
        } catch (Exception e) {
            if (e instanceof AnalysisException) { // examples of other settings or tables
                return "";
            }
            throw e;
        }
    }
}
