import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The same work in several turns, the first left out. */
final class StreamTurns {
    private final List<StreamCost> turns = new ArrayList<>();

    void add(int turn, StreamCost took) {
        if (turn > 0) {
            turns.add(took);
        }
    }

    StreamCost median() {
        return new StreamCost(
                median(turns.stream().map(StreamCost::wall).toList()),
                median(turns.stream().map(StreamCost::cpu).toList()),
                turns.get(0).batches());
    }

    void report(PrintStream out, String what, int rows, int size, StreamTurns batch) {
        StreamCost own = median();
        StreamCost other = batch.median();
        out.printf(
                Locale.ROOT,
                "%d rows of a %s in micro-batches of %d: %.2f s, %.0f rows/s; one batch of a JSON file %.2f s, ratio %.2f; CPU %.2f s and %.2f s, ratio %.2f (goal <= 1.3)%n",
                rows,
                what,
                size,
                own.wall(),
                rows / own.wall(),
                other.wall(),
                own.wall() / other.wall(),
                own.cpu(),
                other.cpu(),
                own.cpu() / other.cpu());
    }

    @Override
    public String toString() {
        return turns.isEmpty() ? "-" : turns.get(turns.size() - 1).toString();
    }

    static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    static double quantile(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) (sorted.size() * share));
    }
}
