package io.assay.definition.contract;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.ChronoLocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Whether all that passes one check passes another too. */
final class Strictness {
    private Strictness() {}

    /** False also where that is not known. */
    static boolean looser(Check old, Check now) {
        if (old.equals(now)) {
            return true;
        }
        if (old instanceof Check.Length a && now instanceof Check.Length b) {
            return wider(a.minimum(), a.maximum(), b.minimum(), b.maximum());
        }
        if (old instanceof Check.Items a && now instanceof Check.Items b) {
            return wider(a.minimum(), a.maximum(), b.minimum(), b.maximum());
        }
        if (old instanceof Check.Properties a && now instanceof Check.Properties b) {
            return wider(a.minimum(), a.maximum(), b.minimum(), b.maximum());
        }
        if (old instanceof Check.OneOf a && now instanceof Check.OneOf b) {
            return new HashSet<>(b.values()).containsAll(a.values());
        }
        if (old instanceof Check.NotMissing a && now instanceof Check.NotMissing b) {
            return new HashSet<>(a.missing()).containsAll(b.missing()) && (a.nullIsMissing() || !b.nullIsMissing());
        }
        if (old instanceof Check.Bounds a && now instanceof Check.Bounds b) {
            return below(b.minimum(), a.minimum()) && below(a.maximum(), b.maximum());
        }
        if (old instanceof Check.RowCount a && now instanceof Check.RowCount b) {
            return a.scope() == b.scope() && looser(a.expected(), b.expected());
        }
        if (old instanceof Check.SqlMeasure a && now instanceof Check.SqlMeasure b) {
            return a.query().equals(b.query()) && a.scope() == b.scope() && looser(a.expected(), b.expected());
        }
        if (old instanceof Check.Measure a && now instanceof Check.Measure b) {
            return a.check().equals(b.check())
                    && a.unit() == b.unit()
                    && a.scope() == b.scope()
                    && looser(a.expected(), b.expected());
        }
        return old instanceof Check.MultipleOf a
                && now instanceof Check.MultipleOf b
                && a.factor().remainder(b.factor()).signum() == 0;
    }

    private static boolean wider(OptionalInt least, OptionalInt most, OptionalInt otherLeast, OptionalInt otherMost) {
        return otherLeast.orElse(0) <= least.orElse(0)
                && otherMost.orElse(Integer.MAX_VALUE) >= most.orElse(Integer.MAX_VALUE);
    }

    /** Whether the first bound is at or below the second, both being numbers; a bound that is absent is below. */
    private static boolean below(Optional<Check.Bounds.Bound> low, Optional<Check.Bounds.Bound> high) {
        if (low.equals(high)) {
            return true;
        }
        if (low.isEmpty() || high.isEmpty()) {
            return false;
        }
        String one = low.get().literal();
        String other = high.get().literal();
        return order(BigDecimal::new, one, other)
                .or(() -> Strictness.<ChronoLocalDate>order(LocalDate::parse, one, other))
                .or(() -> order(Strictness::instant, one, other))
                .or(() -> order(LocalTime::parse, one, other))
                .map(order -> order < 0
                        || (order == 0 && low.get().inclusive() == high.get().inclusive()))
                .orElse(false);
    }

    /** Times without a zone are compared as they stand. */
    private static Instant instant(String text) {
        TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
    }

    /** Empty if one of the texts is not of the kind. */
    private static <T extends Comparable<? super T>> Optional<Integer> order(
            Function<String, T> read, String one, String other) {
        try {
            return Optional.of(read.apply(one).compareTo(read.apply(other)));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Numbers that fulfil the one fulfil the other: of one operator, or an end of a range. */
    private static boolean looser(Comparison old, Comparison now) {
        BigDecimal a = old.operands().get(0);
        BigDecimal b = now.operands().get(0);
        if (now.operator() == old.operator()) {
            return switch (now.operator()) {
                case GREATER_THAN, GREATER_OR_EQUAL -> b.compareTo(a) <= 0;
                case LESS_THAN, LESS_OR_EQUAL -> b.compareTo(a) >= 0;
                case BETWEEN ->
                    b.compareTo(a) <= 0
                            && now.operands().get(1).compareTo(old.operands().get(1)) >= 0;
                case NOT_BETWEEN ->
                    b.compareTo(a) >= 0
                            && now.operands().get(1).compareTo(old.operands().get(1)) <= 0;
                case BE, NOT_BE -> false;
            };
        }
        return old.operator() == Comparison.Operator.BE && now.holds(a);
    }
}
