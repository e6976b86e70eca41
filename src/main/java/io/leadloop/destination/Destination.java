package io.leadloop.destination;

import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import java.util.List;
import java.util.Optional;

/** One account of an ad platform. Knows its HTTP and its vocabulary, nothing of a lead's life. */
public interface Destination {

    DestinationProfile profile();

    /** False while its keys are not configured: nothing is sent, and its conversions say so. */
    boolean isOn();

    /** Whether the conversion plan's action means something to this account. */
    boolean knowsAction(String action);

    /**
     * Whether the platform knows a conversion by click, action and second, so that two of one lead in the same second count
     * once, without a word.
     */
    default boolean countsBySecond() {
        return false;
    }

    /**
     * Tells the platform. Gives exactly one result for each upload, in their order. Whatever the platform or the network
     * does is a result; an exception is a mistake of ours.
     */
    List<UploadResult> upload(List<Upload> batch);

    /**
     * Asks the platform, by its own test flag, whether it would take these; nothing counts. Refused, as a result, where
     * the platform has no such flag, or has one that counts all the same while LeadLoop runs in production.
     */
    List<UploadResult> rehearse(List<Upload> batch);

    /**
     * What the platform says of the account when it is asked with its keys: name, currency, time zone, terms, and what is
     * wrong with them. Empty where LeadLoop cannot ask it.
     */
    default List<AccountTrial.Line> describe() {
        return List.of();
    }

    /** What the platform says that it counted of this account; empty where LeadLoop cannot ask it. */
    default Optional<PlatformReports> reports() {
        return Optional.empty();
    }

    /** The account's own list of conversion actions; empty where the platform has none by API. */
    default Optional<AccountCatalogue> catalogue() {
        return Optional.empty();
    }

    /** What would go out for this conversion, with everything masked that points to a person. */
    String masked(Upload upload);
}
