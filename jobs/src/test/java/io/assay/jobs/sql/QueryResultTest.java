package io.assay.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class QueryResultTest {
    @Test
    void columnsOfOneNameAreAllThereInJson() {
        QueryResult result = QueryResult.of(
                List.of("a", "a", "a_2", "a"),
                StructType.fromDDL("c0 INT, c1 INT, c2 INT, c3 INT"),
                List.of("{\"c0\":1,\"c1\":2,\"c2\":3,\"c3\":null}"));

        assertThat(result.json()).hasToString("[{\"a\":1,\"a_3\":2,\"a_2\":3,\"a_4\":null}]");
        assertThat(result.csv()).isEqualTo("a,a,a_2,a\n1,2,3,");
    }
}
