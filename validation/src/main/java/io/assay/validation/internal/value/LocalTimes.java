package io.assay.validation.internal.value;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Local times of one zone as instants, by the rule that texts follow: see {@link ZonedClock}. */
public final class LocalTimes implements Serializable {
    private static final long serialVersionUID = 1;
    private final ZoneId zone;

    public LocalTimes(ZoneId zone) {
        this.zone = zone;
    }

    /** Empty if a clock change skips the time; of a time that occurs twice the earlier. */
    public Optional<Instant> instant(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.isEmpty() ? Optional.empty() : Optional.of(local.toInstant(offsets.get(0)));
    }
}
