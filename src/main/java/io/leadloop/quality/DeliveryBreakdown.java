package io.leadloop.quality;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of one day's business steps at one destination.
 *
 * @param day of the stage change, in UTC
 * @param action the conversion action; several where the plan changed its name
 * @param said steps that the CRM told of
 * @param rungs how many of them stand on each rung; one that nobody stands on is absent
 * @param verdicts what the platform said later of the accepted ones; {@link Verdict#SILENT} where it tells nothing
 */
public record DeliveryBreakdown(
        LocalDate day,
        String stage,
        String destination,
        String action,
        long said,
        Map<DeliveryStatus, Long> rungs,
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

    public long on(DeliveryStatus rung) {
        return rungs.getOrDefault(rung, 0L);
    }

    public long accepted() {
        return on(DeliveryStatus.ACCEPTED);
    }

    public long verdict(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0L);
    }

    /** Whether every step that the CRM told of is somewhere, and every accepted one has a verdict. */
    public boolean addsUp() {
        boolean noneTwice = rungs.values().stream().allMatch(it -> it > 0);
        return noneTwice && said == sum(rungs) && accepted() == sum(verdicts);
    }

    /** The same stage and destination over several days as one line, under its first day. */
    public static List<DeliveryBreakdown> overDays(List<DeliveryBreakdown> days) {
        Map<String, DeliveryBreakdown> sums = new LinkedHashMap<>();
        days.forEach(it -> sums.merge(it.destination() + " " + it.stage(), it, DeliveryBreakdown::plus));
        return List.copyOf(sums.values());
    }

    private DeliveryBreakdown plus(DeliveryBreakdown other) {
        return new DeliveryBreakdown(
                other.day.isBefore(day) ? other.day : day,
                stage,
                destination,
                action.equals(other.action) ? action : action + ", " + other.action,
                said + other.said,
                plus(rungs, other.rungs),
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
