package io.leadloop.destination;

import io.leadloop.expiry.OutsideApi;
import io.leadloop.lead.ClickIdKind;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an account of a platform, as data: the planner, the worker, the pages and docs/destinations.md read it
 * here.
 *
 * @param id the account's name in configuration, topics, columns and addresses; kebab-case
 * @param type the platform and the API by which it is spoken to; kebab-case. The id of an account that has no other name
 * @param name what people call the account
 * @param documentation where the platform describes all this; empty for a receiver that describes it nowhere
 */
public record DestinationProfile(
        String id,
        String type,
        String name,
        Matching matching,
        Windows windows,
        Wire wire,
        AdjustmentSupport adjustments,
        ApiVersion api,
        String documentation) {

    /** Of the account that is named after its type. */
    public DestinationProfile(
            String type,
            String name,
            Matching matching,
            Windows windows,
            Wire wire,
            AdjustmentSupport adjustments,
            ApiVersion api,
            String documentation) {
        this(type, type, name, matching, windows, wire, adjustments, api, documentation);
    }

    /** The same platform for an account of this name. */
    public DestinationProfile of(AccountName account) {
        return new DestinationProfile(
                account.id(),
                type,
                account.words(name, type),
                matching,
                windows,
                wire,
                adjustments,
                api,
                documentation);
    }

    /**
     * By what the platform recognises the person.
     *
     * @param clickIds the kinds that it matches by, the best first, as {@code planning.ClickChoice} prefers them
     * @param takesEmail whether hashed mail alone can match
     * @param takesPhone whether a hashed phone alone can match
     * @param clickNeedsContact whether a click counts only together with hashed contact
     * @param consentFields where consent is told; "none" where the platform has no field for it
     */
    public record Matching(
            List<ClickIdKind> clickIds,
            boolean takesEmail,
            boolean takesPhone,
            boolean clickNeedsContact,
            String consentFields) {

        public boolean takesContact() {
            return takesEmail || takesPhone;
        }
    }

    /**
     * When the platform takes a conversion.
     *
     * @param maxClickAge the oldest click; null for no known limit
     * @param holdAfterClick how long after a click it takes conversions for it; zero for at once
     * @param maxEventAge the oldest conversion
     * @param unconfirmed what of this the platform does not publish; empty when it publishes all. All are configurable
     */
    public record Windows(
            @Nullable Duration maxClickAge, Duration holdAfterClick, Duration maxEventAge, String unconfirmed) {}

    /**
     * How the platform is spoken to.
     *
     * @param maxBatch most conversions in one request
     * @param time the form of the conversion's time, e.g. "unix seconds"
     * @param money the form of the value, e.g. "decimal number"
     * @param dedupeKey the field that carries our key, with what it counts once
     * @param badRow what one bad row does to its request
     * @param testFlag how it can be asked without counting, or that it cannot
     * @param dedupeWindow for how long after the first one it knows a repetition by our key; null where it documents no end
     */
    public record Wire(
            int maxBatch,
            String time,
            String money,
            String dedupeKey,
            String badRow,
            TestFlag testFlag,
            @Nullable Duration dedupeWindow) {

        public Wire(int maxBatch, String time, String money, String dedupeKey, String badRow, TestFlag testFlag) {
            this(maxBatch, time, money, dedupeKey, badRow, testFlag, null);
        }
    }

    /**
     * The platform's own way to try a request.
     *
     * @param field its name; empty where there is none
     * @param counted whether what is sent with it counts all the same
     */
    public record TestFlag(String field, boolean counted) {

        public static final TestFlag NONE = new TestFlag("", false);

        public boolean exists() {
            return !field.isEmpty();
        }
    }

    /**
     * What the platform lets us adjust after it took a conversion.
     *
     * @param restates whether a new value replaces the old one
     * @param retracts whether a conversion can be taken back
     * @param from how old the conversion has to be
     * @param until how old it may be; null for no known limit
     * @param how in words, for people
     */
    public record AdjustmentSupport(
            boolean restates,
            boolean retracts,
            Duration from,
            @Nullable Duration until,
            String how) {

        public static final AdjustmentSupport NONE =
                new AdjustmentSupport(false, false, Duration.ZERO, null, "not possible");

        public boolean isPossible() {
            return restates || retracts;
        }
    }

    /**
     * @param version as configured
     * @param end when the platform switches it off; null while nothing is known of that
     */
    public record ApiVersion(String version, OutsideApi.@Nullable End end) {

        public static ApiVersion of(OutsideApi api, String version) {
            return new ApiVersion(version, api.end(version).orElse(null));
        }

        public @Nullable LocalDate ends() {
            return end == null ? null : end.day();
        }
    }
}
