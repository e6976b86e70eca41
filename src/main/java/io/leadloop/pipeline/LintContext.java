package io.leadloop.pipeline;

import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Data that lint needs beside the draft.
 *
 * @param destinations by id
 * @param taken how many conversions of steps of the last 30 days each account took, by its id and the stage's id
 * @param usualTime how long three of four leads need at most from their capture to a stage, by stage id
 * @param standing how many leads stand at each stage now, by stage id
 * @param unmapped CRM statuses that wait in the inbox for a rule, with how many events
 * @param expected what leads at a stage are expected to bring, by stage id
 * @param leadsOfForms whether leads come from Meta's instant forms, with a {@code meta_lead_id}
 * @param accounts what in a plan does not fit what the ad accounts say of their actions
 */
public record LintContext(
        Map<String, Destination> destinations,
        Map<String, Map<String, Long>> taken,
        Map<String, Duration> usualTime,
        Map<String, Long> standing,
        Map<String, Long> unmapped,
        Map<String, ExpectedValue> expected,
        boolean leadsOfForms,
        Function<Pipeline, List<Finding>> accounts) {

    /** Of accounts that said nothing of themselves. */
    public LintContext(
            Map<String, Destination> destinations,
            Map<String, Map<String, Long>> taken,
            Map<String, Duration> usualTime,
            Map<String, Long> standing,
            Map<String, Long> unmapped,
            Map<String, ExpectedValue> expected,
            boolean leadsOfForms) {
        this(destinations, taken, usualTime, standing, unmapped, expected, leadsOfForms, plan -> List.of());
    }

    /** Of a house whose history tells no expected values. */
    public LintContext(
            Map<String, Destination> destinations,
            Map<String, Map<String, Long>> taken,
            Map<String, Duration> usualTime,
            Map<String, Long> standing,
            Map<String, Long> unmapped,
            boolean leadsOfForms) {
        this(destinations, taken, usualTime, standing, unmapped, Map.of(), leadsOfForms);
    }

    /** Of an account without leads of instant forms. */
    public LintContext(
            Map<String, Destination> destinations,
            Map<String, Map<String, Long>> taken,
            Map<String, Duration> usualTime,
            Map<String, Long> standing,
            Map<String, Long> unmapped) {
        this(destinations, taken, usualTime, standing, unmapped, false);
    }

    public static final LintContext UNKNOWN = new LintContext(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    /**
     * Properties of an account that lint checks.
     *
     * @param name what people call it
     * @param type its type of platform
     * @param blocked whether it takes nothing for now
     * @param oldestClick null where the platform has no known limit
     * @param knowsAction whether the account has a conversion of that name
     * @param takesValuesIn whether a value in that currency can be told to it today: as it is, or by an exchange rate
     */
    public record Destination(
            String id,
            String name,
            String type,
            boolean on,
            boolean blocked,
            @Nullable Duration oldestClick,
            Predicate<String> knowsAction,
            Predicate<Currency> takesValuesIn) {}

    /** How many conversions of steps of the last 30 days the account took of the stage. */
    long taken(String account, String stage) {
        return taken.getOrDefault(account, Map.of()).getOrDefault(stage, 0L);
    }

    /** What people call an account; its id where there is none of that id. */
    public String nameOf(String id) {
        Destination known = destinations.get(id);
        return known == null ? id : known.name();
    }

    List<String> destinationIds() {
        return destinations.keySet().stream().sorted().toList();
    }
}
