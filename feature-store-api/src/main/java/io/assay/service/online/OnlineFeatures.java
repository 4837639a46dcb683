package io.assay.service.online;

import io.assay.online.OnlineStore;
import io.assay.online.catalog.Catalog;
import io.assay.online.view.ViewRow;
import io.assay.service.online.OnlineRequest.Wanted;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Answers requests from the online store. Plans are kept as long as the catalog stays the same. */
public final class OnlineFeatures {
    /** More values than this in one answer are refused: an answer is built in memory. */
    static final int MOST_VALUES = 250_000;

    private static final int MOST_PLANS = 1_000;
    private static final int NOT_TOO_LARGE = 413;

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

        /** The key of a row for one of the plan's views. */
        public @org.jspecify.annotations.Nullable Object[] key(int part, int row) {
            return keys.key(part, row);
        }
    }

    /** Reads a body and resolves it, or throws {@link FeastError}. */
    public Resolved resolve(byte[] body, int length) {
        OnlineRequest request = RequestParser.parse(body, length);
        RequestPlan plan = plan(request.wanted());
        KeyColumns keys = KeyColumns.of(request, plan);
        long values = (long) keys.rows() * plan.columns().size();
        if (values > MOST_VALUES) {
            throw FeastError.plain(
                    NOT_TOO_LARGE,
                    "%d rows of %d features are more than %d values; send fewer rows at once"
                            .formatted(keys.rows(), plan.columns().size(), MOST_VALUES));
        }
        Instant now = clock.instant();
        return new Resolved(plan, keys, TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1_000);
    }

    /** Reads all rows of all views: by view of the plan, then by row. */
    ViewRow[][] read(Resolved request) {
        ViewRow[][] rows = new ViewRow[request.plan().parts().size()][request.rows()];
        for (int part = 0; part < rows.length; part++) {
            var view = request.plan().parts().get(part).view();
            for (int row = 0; row < rows[part].length; row++) {
                rows[part][row] = view.read(request.key(part, row), request.now());
            }
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
