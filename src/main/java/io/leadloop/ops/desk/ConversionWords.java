package io.leadloop.ops.desk;

import io.leadloop.conversion.ActionHold;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionTransition;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.Refusal;
import io.leadloop.ops.desk.LeadDossier.Verb;
import io.leadloop.process.CockpitHolds.Holds;
import io.leadloop.process.CockpitHolds.Upload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator reads of one conversion, and what may be pressed. */
final class ConversionWords {

    private ConversionWords() {}

    static List<Verb> verbs(Conversion it, Blocks blocks) {
        List<Verb> verbs = new ArrayList<>();
        if (it.state() == ConversionState.PLANNED && blocks.pause() != null) {
            verbs.add(Verb.RESUME_ACCOUNT);
        } else if (it.state() == ConversionState.PLANNED && blocks.hold() != null) {
            verbs.add(Verb.RESUME_ACTION);
        } else if (it.state() == ConversionState.REFUSED && !Refusal.isForGood(it.reason()) || it.isReviewable()) {
            verbs.add(Verb.LOOK_AGAIN);
        } else if (it.state() == ConversionState.PLANNED || ConversionTransition.SEND_AGAIN.mayBeginAt(it.state())) {
            verbs.add(Verb.RETRY);
        }
        if (it.state() == ConversionState.REJECTED && it.type() == ConversionType.CONVERSION) {
            verbs.add(Verb.CORRECT);
        }
        if (ConversionTransition.DROP.mayBeginAt(it.state())) {
            verbs.add(Verb.DROP);
        }
        return verbs;
    }

    /**
     * What a conversion waits for beside its own time.
     *
     * @param pause its account takes nothing now; null where it does
     * @param hold its account refuses its action; null where it does not
     */
    record Blocks(
            @Nullable DestinationPause pause, @Nullable ActionHold hold, Holds holds) {}

    /** In a word or three why it stands so; empty where its state says all. */
    static String brief(Conversion it, Blocks blocks) {
        Upload upload = blocks.holds().uploads().get(it.id());
        return switch (it.state()) {
            case ACCEPTED, TAKEN_BACK, MERGED -> "";
            case REJECTED, EXHAUSTED, CANCELLED -> "needs you";
            case DROPPED -> "by a person";
            case WITHDRAWN -> "consent";
            case REFUSED, EXPIRED -> firstSentence(it.detail() == null ? "" : it.detail());
            case PLANNED -> {
                if (upload != null && upload.isSuspended()
                        || upload == null && blocks.holds().isUploadModelSuspended()) {
                    yield "suspended in Cockpit";
                }
                if (blocks.pause() != null) {
                    yield "account held";
                }
                yield blocks.hold() != null ? "action held" : it.attempts() > 0 ? "tried again by itself" : "";
            }
        };
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        String first = end < 0 ? text : text.substring(0, end);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    /** Where it stands and what to do. */
    static String of(Conversion it, Blocks blocks, Instant now) {
        Holds holds = blocks.holds();
        Upload upload = holds.uploads().get(it.id());
        if (it.state().isOpen() && upload != null && upload.isSuspended()) {
            return "Its upload is suspended in Cockpit: nothing happens to it until somebody activates it there. Then it goes"
                    + " on by itself.";
        }
        if (it.state().isOpen() && upload == null && holds.isUploadModelSuspended()) {
            return "Its upload does not start: the model conversion-upload is suspended in Cockpit. When somebody activates"
                    + " it there, it starts by itself.";
        }
        return switch (it.state()) {
            case ACCEPTED -> "The platform has it. Nothing to do.";
            case REJECTED ->
                "The platform refused it. Correct it or fix the cause there, then send it again; or drop it.";
            case REFUSED ->
                it.isAdjustment()
                        ? "It was not sent, and nothing can be done here: what the platform was told stays."
                        : Refusal.isForGood(it.reason())
                                ? "It was not sent, and nothing takes the reason away any more."
                                : "It was not sent. When the reason is gone, look again.";
            case EXHAUSTED ->
                "Every retry failed (" + it.attempts() + " attempts). It is tried once a day while the platform still"
                        + " takes it; fix the cause and send it again, or drop it.";
            case EXPIRED ->
                it.isReviewable()
                        ? "It was not sent. When the reason is gone, look again; a later event of the CRM does so by itself."
                        : "It may not be sent any more. Nothing can be done.";
            case WITHDRAWN ->
                "The person took the consent back; it is not sent. A denial holds for what was waiting then; what happens after a new consent is sent.";
            case TAKEN_BACK -> it.detail() + " Nothing to do.";
            case MERGED -> "Its lead became part of another, for which the same step is told. Nothing to do.";
            case CANCELLED ->
                "Somebody ended its upload in Cockpit. It does not go out by itself: send it again, or drop it.";
            case DROPPED -> "Somebody gave it up. Send again takes it back.";
            case PLANNED -> planned(it, blocks, upload, now);
        };
    }

    private static String planned(Conversion it, Blocks blocks, @Nullable Upload upload, Instant now) {
        DestinationPause pause = blocks.pause();
        ActionHold hold = blocks.hold();
        if (pause != null) {
            return "It waits because the destination takes nothing now: " + pause.message()
                    + " It goes out when the destination is resumed.";
        }
        if (hold != null) {
            return "It waits because the account refuses the action " + hold.action() + ": " + hold.message()
                    + " It goes out when the action is resumed; the account's other actions go on.";
        }
        if (upload == null) {
            return "It has no process at this moment; within a minute one carries it on. Nothing to do.";
        }
        Instant notBefore = it.notBefore();
        if (notBefore != null && notBefore.isAfter(now)) {
            return "It waits for the time from which the platform takes it. Nothing to do.";
        }
        return it.attempts() == 0
                ? "It is on its way. Nothing to do."
                : "Tried " + (it.attempts() == 1 ? "once" : it.attempts() + " times")
                        + " so far; it goes out again by itself. Send again only skips a wait.";
    }
}
