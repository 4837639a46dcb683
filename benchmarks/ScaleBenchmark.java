import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import com.amazon.deequ.VerificationResult;
import com.amazon.deequ.VerificationSuite;
import com.amazon.deequ.checks.Check;
import com.amazon.deequ.checks.CheckLevel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.jobs.Assay;
import io.assay.jobs.cli.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Function1;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.List$;
import scala.runtime.AbstractFunction1;

/**
 * The gate of many rows against a bare Spark copy of the same CSV files into an Iceberg table and against Deequ's
 * verification with row-level results, in turns, in one warm JVM. Two contracts: 16 rules of all kinds but uniqueness,
 * and the same with two uniqueness rules and a foreign key.
 *
 * <p>Of each way the seconds and the CPU seconds of the whole JVM are printed. Arguments: a scratch folder, the number
 * of rows, the number of turns; then the numbers of the ways to measure, from 0, if not all. Run by {@code benchmarks/run scale}.
 */
final class ScaleBenchmark {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RULES = """
            apiVersion: v3.1.0
            kind: DataContract
            id: DATASET
            version: 1.0.0
            status: active
            schema:
              - name: DATASET
                properties:
                  - {name: id, logicalType: integer, required: trueUNIQUE}
                  - name: customer
                    logicalType: integer
                    required: trueFOREIGN
                  - {name: placed_at, logicalType: timestamp, required: true}
                  - {name: reference, logicalType: stringUNIQUE, logicalTypeOptions: {minLength: 8, maxLength: 20}}
                  - {name: country, logicalType: string, logicalTypeOptions: {pattern: '^[A-Z]{2}$'}}
                  - {name: email, logicalType: string, logicalTypeOptions: {format: email}}
                  - {name: quantity, logicalType: integer, logicalTypeOptions: {minimum: 1, maximum: 100}}
                  - {name: amount, logicalType: number, logicalTypeOptions: {minimum: 0, maximum: 100000}}
                  - {name: discount, logicalType: number, physicalType: 'decimal(5,2)', logicalTypeOptions: {multipleOf: 0.05}}
                  - name: status
                    logicalType: string
                    quality:
                      - {metric: invalidValues, arguments: {validValues: [new, paid, sent, returned]}, mustBe: 0}
                      - {metric: missingValues, arguments: {missingValues: ['n/a', '']}, mustBe: 0}
                  - {name: note, logicalType: string, quality: [{metric: nullValues, mustBeLessThan: 60, unit: percent}]}
                quality:
                  - {id: discounted, type: sql, query: 'SELECT count(*) FROM {object} WHERE discount > amount', mustBe: 0}
                  - {id: enough, metric: rowCount, mustBeGreaterThan: 0}
            """;

    private final Path scratch;
    private final long rows;

    private ScaleBenchmark(Path scratch, long rows) {
        this.scratch = scratch;
        this.rows = rows;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        ScaleBenchmark benchmark = new ScaleBenchmark(Path.of(arguments[0]), Long.parseLong(arguments[1]));
        int turns = Integer.parseInt(arguments[2]);
        benchmark.make();
        List<Way> ways = List.of(
                new Way("bare copy", turn -> benchmark.copy("copy" + turn)),
                new Way("gate, 16 rules", benchmark.new GateWork("orders")),
                new Way("Deequ, 16 rules", turn -> benchmark.deequ(false, "deequ" + turn)),
                new Way("gate, 16 rules, 2 unique, 1 foreign key", benchmark.new GateWork("keyed")),
                new Way("Deequ, 16 rules, 2 unique, 1 foreign key", turn -> benchmark.deequ(true, "keyed" + turn)));
        if (arguments.length > 3) {
            ways = Arrays.stream(arguments).skip(3).map(Integer::valueOf).map(ways::get).toList();
        }
        for (int turn = 0; turn <= turns; turn++) {
            for (Way way : ways) {
                way.take(turn);
            }
        }
        Way first = ways.get(0);
        for (Way way : ways) {
            out.printf(
                    Locale.ROOT,
                    "%s: %.2f s, %.2f CPU s per million rows, %.2f times %s (median of %d, %,d rows)%n",
                    way.name,
                    way.seconds(),
                    way.cpu() / (benchmark.rows / 1e6),
                    way.seconds() / first.seconds(),
                    first.name,
                    turns,
                    benchmark.rows);
        }
        System.exit(0);
    }

    private interface Work {
        /** What is not measured. */
        default void prepare(int turn) throws Exception {}

        void run(int turn) throws Exception;
    }

    /** Into a new warehouse that has the customers. */
    private final class GateWork implements Work {
        private final String dataset;
        private String env = "";

        GateWork(String dataset) {
            this.dataset = dataset;
        }

        @Override
        public void prepare(int turn) throws Exception {
            env = dataset + turn;
            Path warehouse = scratch.resolve("warehouses").resolve(env);
            Files.writeString(scratch.resolve("assay." + env + ".yaml"), "warehouse: " + warehouse + "\n");
            assay("ingest", "customers", "--input", scratch.resolve("customers.csv").toString(), "--env", env, "--again");
        }

        @Override
        public void run(int turn) throws Exception {
            JsonNode done = assay(
                    "ingest", dataset, "--input", scratch.resolve("orders").toString(), "--format", "csv", "--again", "--env", env);
            if (!done.path("status").asText().equals("published")) {
                throw new IllegalStateException("not published: " + done);
            }
        }
    }

    /** One way to do it, and the times it took; the first turn only warms up. */
    private static final class Way {
        private final String name;
        private final Work work;
        private final List<Double> seconds = new ArrayList<>();
        private final List<Double> cpu = new ArrayList<>();

        Way(String name, Work work) {
            this.name = name;
            this.work = work;
        }

        void take(int turn) throws Exception {
            work.prepare(turn);
            System.gc();
            double cpuBefore = cpuSeconds();
            long began = System.nanoTime();
            work.run(turn);
            double took = (System.nanoTime() - began) / 1e9;
            double used = cpuSeconds() - cpuBefore;
            System.err.printf(Locale.ROOT, "turn %d: %s %.2f s, %.2f CPU s%n", turn, name, took, used);
            if (turn > 0) {
                seconds.add(took);
                cpu.add(used);
            }
        }

        double seconds() {
            return median(seconds);
        }

        double cpu() {
            return median(cpu);
        }
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    /** A project with both contracts, the customers published, and the orders as CSV; about one row in 500 is bad. */
    private void make() throws Exception {
        Files.createDirectories(scratch.resolve("contracts"));
        Files.writeString(scratch.resolve("assay.yaml"), "assay: 1\nproject: scale\nwarehouse: warehouse\n");
        contract("orders", RULES.replace("UNIQUE", "").replace("FOREIGN", ""));
        contract("keyed", RULES.replace("UNIQUE", ", unique: true")
                .replace("FOREIGN", "\n        relationships: [{to: customers.id}]"));
        contract("customers", """
                apiVersion: v3.1.0
                kind: DataContract
                id: customers
                version: 1.0.0
                status: active
                schema:
                  - name: customers
                    properties: [{name: id, logicalType: integer, primaryKey: true}]
                """);
        Path customers = scratch.resolve("customers.csv");
        StringBuilder lines = new StringBuilder("id\n");
        for (int customer = 0; customer < 20_000; customer++) {
            lines.append(customer).append('\n');
        }
        Files.writeString(customers, lines);
        assay("sql", "SELECT 1");
        if (!Files.exists(scratch.resolve("orders/_SUCCESS"))) {
            orders(SparkSession.active().range(0, rows, 1, 4).toDF())
                    .write()
                    .option("header", "true")
                    .csv(scratch.resolve("orders").toString());
        }
    }

    private static Dataset<Row> orders(Dataset<Row> ids) {
        return ids.selectExpr(
                "id",
                "abs(xxhash64(id)) % 20000 AS customer",
                "date_format(timestamp_seconds(1700000000 + id), \"yyyy-MM-dd'T'HH:mm:ss'Z'\") AS placed_at",
                "concat('R', lpad(id, 9, '0')) AS reference",
                "CASE WHEN id % 5003 = 0 THEN 'xx' ELSE elt(1 + id % 5, 'DE', 'FR', 'IT', 'ES', 'US') END AS country",
                "CASE WHEN id % 5009 = 0 THEN 'nobody' ELSE concat('user', id % 100000, '@example.com') END AS email",
                "CASE WHEN id % 5011 = 0 THEN 0 ELSE 1 + id % 100 END AS quantity",
                "CASE WHEN id % 5021 = 0 THEN -1.0 ELSE 20.0 + (id % 9973) / 7.0 END AS amount",
                "CAST((id % 100) / 20.0 AS DECIMAL(5,2)) AS discount",
                "CASE WHEN id % 5023 = 0 THEN 'lost' ELSE elt(1 + id % 4, 'new', 'paid', 'sent', 'returned') END AS status",
                "CASE WHEN id % 2 = 0 THEN concat('note ', id % 1000) END AS note");
    }

    private void contract(String dataset, String text) throws Exception {
        Files.writeString(
                scratch.resolve("contracts").resolve(dataset + ".odcs.yaml"), text.replace("DATASET", dataset));
    }

    private Dataset<Row> source() {
        return SparkSession.active()
                .read()
                .option("header", "true")
                .schema("id BIGINT, customer BIGINT, placed_at TIMESTAMP, reference STRING, country STRING, email STRING,"
                        + " quantity BIGINT, amount DOUBLE, discount DECIMAL(5,2), status STRING, note STRING")
                .csv(scratch.resolve("orders").toString());
    }

    private void copy(String table) throws Exception {
        source().writeTo(bare(table)).using("iceberg").create();
    }

    private String bare(String table) {
        SparkSession spark = SparkSession.active();
        spark.conf().set("spark.sql.catalog.bare", "org.apache.iceberg.spark.SparkCatalog");
        spark.conf().set("spark.sql.catalog.bare.type", "hadoop");
        spark.conf().set("spark.sql.catalog.bare.warehouse", scratch.resolve("bare").toString());
        return "bare.copies." + table + "_" + System.nanoTime();
    }

    /** What a user of Deequ does: verify, then write the rows with their verdicts. */
    private void deequ(boolean keys, String table) throws Exception {
        Dataset<Row> source = source();
        Check check = check("c");
        Check all = check.isComplete("id", none(), none())
                .isComplete("customer", none(), none())
                .isComplete("placed_at", none(), none())
                .satisfies("reference IS NULL OR length(reference) BETWEEN 8 AND 20", "length", one(), none(), noColumns(), none())
                .satisfies("country IS NULL OR country RLIKE '^[A-Z]{2}$'", "country", one(), none(), noColumns(), none())
                .satisfies("email IS NULL OR email RLIKE '^[^@ ]+@[^@ ]+[.][a-z]+$'", "email", one(), none(), noColumns(), none())
                .satisfies("quantity IS NULL OR quantity BETWEEN 1 AND 100", "quantity", one(), none(), noColumns(), none())
                .satisfies("amount IS NULL OR amount BETWEEN 0 AND 100000", "amount", one(), none(), noColumns(), none())
                .satisfies("discount IS NULL OR discount % 0.05 = 0", "discount", one(), none(), noColumns(), none())
                .satisfies("status IS NULL OR status IN ('new', 'paid', 'sent', 'returned')", "status", one(), none(), noColumns(), none())
                .satisfies("status IS NOT NULL AND status NOT IN ('n/a', '')", "missing", one(), none(), noColumns(), none())
                .satisfies("NOT coalesce(discount > amount, false)", "discounted", one(), none(), noColumns(), none())
                .hasCompleteness("note", new AtLeast(0.4), none(), none());
        if (keys) {
            Dataset<Row> customers = SparkSession.active().table("datasets.customers");
            source = source.join(
                    customers.select(col("id").as("known")), expr("customer = known"), "left_outer");
            all = all.isUnique("id", none(), none())
                    .isUnique("reference", none(), none())
                    .isComplete("known", none(), none());
        }
        Dataset<Row> read = source;
        VerificationResult result = new VerificationSuite().onData(read).addCheck(all).run();
        VerificationResult.rowLevelResultsAsDataFrame(SparkSession.active(), result, read)
                .writeTo(bare(table))
                .using("iceberg")
                .create();
    }

    private static Check check(String name) {
        return new Check(CheckLevel.Error(), name, JavaConverters.asScalaBuffer(List.<com.amazon.deequ.constraints.Constraint>of()).toSeq());
    }

    private static scala.collection.immutable.List<String> noColumns() {
        return List$.MODULE$.<String>empty();
    }

    private static <T> Option<T> none() {
        return Option.empty();
    }

    private static Function1<Object, Object> one() {
        return new AtLeast(1.0);
    }

    /** An assertion that Spark can send to its workers. */
    private static final class AtLeast extends AbstractFunction1<Object, Object> implements Serializable {
        private static final long serialVersionUID = 1L;
        private final double bound;

        AtLeast(double bound) {
            this.bound = bound;
        }

        @Override
        public Object apply(Object value) {
            return ((Number) value).doubleValue() >= bound;
        }
    }

    private JsonNode assay(String... words) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(Arrays.asList(words));
        Collections.addAll(all, "--project", scratch.toString(), "--json");
        Console console = new Console(new PrintStream(printed, true, UTF_8), System.err);
        int exit = Assay.run(console, Clock.systemUTC(), all.toArray(String[]::new));
        if (exit != 0) {
            throw new IllegalStateException(String.join(" ", all) + " ended with " + exit + ": " + printed);
        }
        return JSON.readTree(printed.toString(UTF_8));
    }

    private static double median(List<Double> times) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
