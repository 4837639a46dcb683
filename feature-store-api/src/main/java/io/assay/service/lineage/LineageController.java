package io.assay.service.lineage;

import io.assay.lineage.graph.LineageNode;
import io.assay.service.catalog.BoundedBody;
import io.assay.service.catalog.NotFoundException;
import io.assay.service.catalog.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** OpenLineage events in, Marquez's queries out. */
@RestController
@RequestMapping("/api/v1")
final class LineageController {
    private static final int LARGEST = 5 << 20;
    private static final int DEEPEST = 1_000;

    private final LineageStore store;

    LineageController(LineageStore store) {
        this.store = store;
    }

    record Graph(List<LineageNode> graph) {}

    /** Takes one event. */
    @PostMapping("/lineage")
    @ResponseStatus(HttpStatus.CREATED)
    void receive(InputStream body) {
        byte[] event = BoundedBody.read(body, LARGEST);
        try {
            store.receive(new String(event, StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "the warehouse cannot keep the event: %s; try again".formatted(unwritable.getMessage()));
        }
    }

    /** The graph around a node: {@code dataset:NAMESPACE:NAME} or {@code job:NAMESPACE:NAME}. */
    @GetMapping("/lineage")
    Graph around(@RequestParam String nodeId, @RequestParam(defaultValue = "20") int depth) {
        if (depth < 0 || depth > DEEPEST) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "depth: %d is not from 0 to %d; give such a number".formatted(depth, DEEPEST));
        }
        if (!nodeId.matches("(?s)(dataset|job):[^:].*:.+")) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "nodeId: '%s' names no node; write dataset:NAMESPACE:NAME or job:NAMESPACE:NAME".formatted(nodeId));
        }
        return new Graph(
                store.around(nodeId, depth).orElseThrow(() -> new NotFoundException("node", nodeId, List.of())));
    }

    /** The events as they came, newest first unless requested otherwise. */
    @GetMapping(value = "/events/lineage", produces = MediaType.APPLICATION_JSON_VALUE)
    String events(
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "desc") String sortDirection,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(defaultValue = "0") int offset) {
        try {
            LineageStore.Events events = store.events(EventQuery.of(after, before, sortDirection, limit, offset));
            return "{\"events\":[%s],\"totalCount\":%d}"
                    .formatted(String.join(",", events.documents()), events.total());
        } catch (IOException unreadable) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "the warehouse's events cannot be read: %s; try again".formatted(unreadable.getMessage()));
        }
    }
}
