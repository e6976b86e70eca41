package io.leadloop.conversion;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a conversion is not sent, in words for a person: what is the matter and what could be done. */
public enum Refusal {
    CONSENT_DENIED("The person did not consent to sending their data to ad platforms."),
    CONSENT_UNKNOWN(
            "Nobody said whether the person consents, and such leads are not sent (leadloop.consent.when-unknown)."
                    + " Send consent with the event, or say what silence of the source means (consent-when-absent)."),
    DESTINATION_OFF("The account is not connected. Set its keys; see Ad accounts."),
    NO_CONVERSION_ACTION("The destination does not know this conversion action. Add it under conversion-actions."),
    NO_CLICK_ID("The lead has no click of this platform."),
    NO_CONTACT("The platform counts a click only together with hashed mail or phone, and the lead has neither."),
    CLICK_DAMAGED(
            "The click id came damaged (a placeholder such as null or {{gclid}}, cut at a field's length, blanks inside, a"
                    + " form that its platform does not give); what is wrong stands on the lead's page. Fix the form or the"
                    + " CRM's field."),
    CLICK_TOO_OLD("The click is older than the platform accepts."),
    CLICK_TIME_UNKNOWN("The platform needs the time of the click, and nobody told it."),
    CONVERSION_BEFORE_CLICK("The stage was reached before the click happened, so the click did not bring it."),
    EVENT_TOO_OLD("The stage was reached longer ago than the platform accepts."),
    EVENT_IN_FUTURE("The CRM's time of the change lies in the future. Check the CRM's clock and time zone."),
    NO_VALUE("The plan reports the deal's amount, and the deal has none."),
    NO_MARGIN("The plan reports the deal's margin, and the CRM did not tell it."),
    NO_EXPECTED_VALUE(
            "The plan reports the expected value, and too few leads of this stage have been won or lost to tell it."
                    + " Choose another value in the plan, or retry once they have; see What a stage is worth."),
    NO_FX_RATE("There is no exchange rate from the deal's currency into the account's for that day. Import rates"
            + " (POST /api/fx-rates), then retry."),
    ADJUSTMENT_NOT_POSSIBLE("The platform takes no adjustment of this kind; what it was told stays."),
    ORIGINAL_NOT_TAKEN("The platform never took the conversion that this one adjusts, so there is nothing to adjust."),
    ADJUSTMENT_OVERTAKEN("A newer adjustment was sent already; this one would undo it."),
    ADJUSTMENT_TOO_LATE("The conversion is older than the platform lets us adjust; what it was told stays."),
    STAGE_TAKEN_BACK("The CRM took the stage back since, so to tell it now would be untrue."),
    DEAL_TOLD_ELSEWHERE(
            "The win of this deal was told for the lead that had the deal before, or may have been, with that lead's click."
                    + " A win is told once; a changed amount is told there too.");

    /** The reasons that a later event of the CRM can take away. */
    private static final Set<Refusal> REVIEWABLE = EnumSet.of(
            CONSENT_UNKNOWN,
            NO_CLICK_ID,
            CLICK_DAMAGED,
            NO_CONTACT,
            CLICK_TIME_UNKNOWN,
            NO_VALUE,
            NO_MARGIN,
            NO_EXPECTED_VALUE,
            NO_FX_RATE,
            DEAL_TOLD_ELSEWHERE);

    /** The reasons that nothing takes away any more. */
    private static final Set<Refusal> FOR_GOOD = EnumSet.of(
            CONSENT_DENIED,
            CLICK_TOO_OLD,
            EVENT_TOO_OLD,
            CONVERSION_BEFORE_CLICK,
            ADJUSTMENT_NOT_POSSIBLE,
            ORIGINAL_NOT_TAKEN,
            ADJUSTMENT_OVERTAKEN,
            ADJUSTMENT_TOO_LATE,
            STAGE_TAKEN_BACK);

    private final String words;

    Refusal(String words) {
        this.words = words;
    }

    /** The codes of the reasons that a later event can take away: a missing amount, click or word about consent. */
    public static List<String> reviewable() {
        return REVIEWABLE.stream().map(Enum::name).toList();
    }

    /** Whether this is the code of a reason that nothing takes away any more, so that it is no use to look again. */
    public static boolean isForGood(@Nullable String code) {
        return FOR_GOOD.stream().anyMatch(it -> it.name().equals(code));
    }

    public String words() {
        return words;
    }
}
