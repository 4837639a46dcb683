package io.assay.online.view;

import io.assay.online.table.TableRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What differs between kinds of views: how a key's rows are kept, and their values at an instant. */
interface ViewFormat {
    /** One row of the log as it is kept; null if it is of no use from {@code watermark} on. */
    byte @Nullable [] row(TableRow row, RunNames runs, long watermark);

    /**
     * A key's rows after more have come: what no instant from {@code watermark} on can see is left out.
     *
     * @param stored empty if there were none
     * @return empty if nothing is left
     */
    byte[] fold(byte[] stored, List<byte[]> more, long watermark);

    /** Whether the row takes back something that {@link #fold} may have left out already. */
    boolean takesBack(TableRow row);

    /** The values at {@code now}; {@code rows} is empty for a key never seen. */
    ViewRow evaluate(byte[] rows, long now);

    /** The values of a key with a null part: no rows belong to it, so each is the feature's default or null. */
    ViewRow nullKey();

    /** What each of the {@code values} at {@code now} is made of; {@code version} is the table's. */
    List<Provenance> provenance(ViewRow values, byte[] rows, long now, RunNames runs, long version);

    /** The first day whose rows are of use from {@code watermark} on. */
    Optional<LocalDate> sinceDay(long watermark);
}
