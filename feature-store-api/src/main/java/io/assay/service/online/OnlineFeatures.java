package io.assay.service.online;

import io.assay.online.OnlineStore;
import io.assay.online.catalog.Catalog;
import io.assay.service.online.OnlineRequest.Wanted;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Answers requests from the online store. Plans are kept as long as the catalog stays the same. */
public final class OnlineFeatures {
    /** A response of more values is rejected: it is built in memory. */
    static final int MOST_VALUES = 250_000;

    /** Nor are more computed for one answer: all features of a view are computed for each row, requested or not. */
    static final int MOST_COMPUTED = 2_500_000;

    private static final int MOST_PLANS = 1_000;

    private final OnlineStore store;
    private final Clock clock;
    private final String project;
    private volatile Plans plans;

    private record Plans(RequestPlanner planner, Map<Wanted, RequestPlan> kept) {}

    public OnlineFeatures(OnlineStore store, Clock clock, String project) {
        this.store = store;
        this.clock = clock;
        this.project = project;
        plans = new Plans(new RequestPlanner(store.catalog(), project), new ConcurrentHashMap<>());
    }

    /** A request read and resolved: what to read, for which keys, as of when (microseconds since the epoch). */
    public record Resolved(RequestPlan plan, KeyColumns keys, long now) {
        public int rows() {
            return keys.rows();
        }

        long computed() {
            return keys.rows() * plan.computedPerRow();
        }

        /** The key of a row for one of the plan's views. */
        public @Nullable Object[] key(int part, int row) {
            return keys.key(part, row);
        }
    }

    /** Reads a body and resolves it, or throws {@link FeastError}. */
    public Resolved resolve(byte[] body) {
        OnlineRequest request = RequestParser.parse(body);
        RequestPlan plan = plan(request.wanted());
        KeyColumns keys = KeyColumns.of(request, plan);
        checkCost(plan, keys.rows());
        Instant now = clock.instant();
        return new Resolved(plan, keys, TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000);
    }

    private static void checkCost(RequestPlan plan, int rows) {
        long values = (long) rows * plan.columns().size();
        if (values > MOST_VALUES) {
            throw FeastError.plain(
                    HttpStatus.PAYLOAD_TOO_LARGE_413,
                    "%d rows of %d features are more than %d values; send fewer rows at once"
                            .formatted(rows, plan.columns().size(), MOST_VALUES));
        }
        long computed = rows * plan.computedPerRow();
        if (computed > MOST_COMPUTED) {
            throw FeastError.plain(
                    HttpStatus.PAYLOAD_TOO_LARGE_413,
                    ("%d rows of views with %d features compute more than %d values: all features of a view are computed"
                                    + " together; send fewer rows at once")
                            .formatted(rows, plan.computedPerRow(), MOST_COMPUTED));
        }
    }

    /** Reads all rows of all views, by view of the plan. */
    ReadRows[] read(Resolved request) {
        ReadRows[] rows = new ReadRows[request.plan().parts().size()];
        for (int part = 0; part < rows.length; part++) {
            rows[part] = ReadRows.of(request.plan().parts().get(part), request.keys(), part, request.now());
        }
        return rows;
    }

    @SuppressWarnings("ReferenceEquality") // a catalog is the same instance until something changes
    private RequestPlan plan(Wanted wanted) {
        Plans current = plans;
        Catalog catalog = store.catalog();
        if (current.planner().catalog() != catalog) {
            current = new Plans(new RequestPlanner(catalog, project), new ConcurrentHashMap<>());
            plans = current;
        }
        RequestPlan plan = current.kept().get(wanted);
        if (plan == null) {
            plan = current.planner().plan(wanted);
            if (current.kept().size() < MOST_PLANS) {
                current.kept().put(wanted, plan);
            }
        }
        return plan;
    }
}
