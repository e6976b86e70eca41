package io.leadloop.destination;

import io.leadloop.lead.ClickIdKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a platform, as data: the planner, the worker, the pages and the documents read it here.
 *
 * @param id kebab-case; the name in configuration, topics, columns and addresses
 * @param clickIds the kinds that it matches by, the best first
 * @param takesContact whether hashed mail or phone alone can match
 * @param maxClickAge the oldest click that it takes; null for no known limit
 * @param holdAfterClick how long after a click it takes conversions for it; zero for at once
 * @param maxEventAge the oldest conversion that it takes
 * @param needsClickTime whether a click without its time is of no use
 * @param maxBatch most conversions in one request
 * @param apiVersion as configured
 * @param documentation where the platform describes all this
 */
public record DestinationProfile(
        String id,
        String name,
        List<ClickIdKind> clickIds,
        boolean takesContact,
        @Nullable Duration maxClickAge,
        Duration holdAfterClick,
        Duration maxEventAge,
        boolean needsClickTime,
        int maxBatch,
        String apiVersion,
        String documentation) {}
