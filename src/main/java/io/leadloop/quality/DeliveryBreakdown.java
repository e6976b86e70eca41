package io.leadloop.quality;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The business steps of one day at one destination, counted by delivery status.
 *
 * @param day of the stage change, in UTC
 * @param action the conversion action; several where the plan changed its name
 * @param said steps that the CRM told of
 * @param statuses the number of steps by delivery status; a status without steps is absent
 * @param verdicts what the platform said later of the accepted ones; {@link Verdict#SILENT} where it tells nothing
 */
public record DeliveryBreakdown(
        LocalDate day,
        String stage,
        String destination,
        String action,
        long said,
        Map<DeliveryStatus, Long> statuses,
        Map<Verdict, Long> verdicts) {

    /** What a platform says of a conversion that it took. */
    public enum Verdict {
        COUNTED,
        /** It counted none of the request. */
        NOT_COUNTED,
        /** It counted a part of the request and does not say which. */
        UNCLEAR,
        /** It has not said yet. */
        PENDING,
        /** It never says. */
        SILENT
    }

    public long on(DeliveryStatus status) {
        return statuses.getOrDefault(status, 0L);
    }

    public long accepted() {
        return on(DeliveryStatus.ACCEPTED);
    }

    public long verdict(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    /** Whether the counts by status sum up to all steps, and the verdicts to all accepted ones. */
    public boolean addsUp() {
        boolean noneTwice = statuses.values().stream().allMatch(it -> it > 0);
        return noneTwice && said == sum(statuses) && accepted() == sum(verdicts);
    }

    /** Whether nothing was ever under way there: all of it was decided by us, or is nobody's. */
    public boolean isOurDecisionOnly() {
        return said
                == on(DeliveryStatus.NOT_THEIRS)
                        + on(DeliveryStatus.NO_ROW)
                        + on(DeliveryStatus.UNPLANNED)
                        + on(DeliveryStatus.EXCLUDED)
                        + on(DeliveryStatus.REFUSED);
    }

    /** The same stage and destination over several days as one line, under its first day. */
    public static List<DeliveryBreakdown> overDays(List<DeliveryBreakdown> days) {
        Map<String, DeliveryBreakdown> sums = new LinkedHashMap<>();
        days.forEach(it -> sums.merge(it.destination() + " " + it.stage(), it, DeliveryBreakdown::plus));
        return List.copyOf(sums.values());
    }

    /** All lines as one; null of none. */
    public static @Nullable DeliveryBreakdown total(List<DeliveryBreakdown> lines) {
        return lines.stream().reduce(DeliveryBreakdown::plus).orElse(null);
    }

    private DeliveryBreakdown plus(DeliveryBreakdown other) {
        return new DeliveryBreakdown(
                other.day.isBefore(day) ? other.day : day,
                stage,
                destination,
                action.equals(other.action) ? action : action + ", " + other.action,
                said + other.said,
                plus(statuses, other.statuses),
                plus(verdicts, other.verdicts));
    }

    private static <K> Map<K, Long> plus(Map<K, Long> one, Map<K, Long> other) {
        Map<K, Long> sum = new HashMap<>(one);
        other.forEach((key, many) -> sum.merge(key, many, Long::sum));
        return sum;
    }

    private static long sum(Map<?, Long> of) {
        return of.values().stream().mapToLong(Long::longValue).sum();
    }
}
