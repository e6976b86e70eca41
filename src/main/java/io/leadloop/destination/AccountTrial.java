package io.leadloop.destination;

import io.leadloop.conversion.UploadResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What trying an account's keys shows, before it has a lead. Nothing is sent that counts. */
public record AccountTrial(List<Line> lines) {

    public AccountTrial {
        lines = List.copyOf(lines);
    }

    /** What a line says. */
    public enum Verdict {
        /** The platform said so. */
        PROVED,
        /** It will not work so. */
        WRONG,
        /** Cannot be known from here. */
        OPEN
    }

    /** One thing that was tried, in a sentence. */
    public record Line(Verdict verdict, String words) {}

    /**
     * Asks the platform what the account is, and whether it would take a made-up conversion by its own test flag.
     *
     * @param action the plan's action to try with
     */
    public static AccountTrial of(Destination account, String action, Instant now) {
        List<Line> lines = new ArrayList<>();
        if (!account.isOn()) {
            return new AccountTrial(List.of(new Line(Verdict.WRONG, "Its keys are not set.")));
        }
        lines.addAll(account.describe());
        lines.add(rehearsal(account, action, now));
        return new AccountTrial(lines);
    }

    private static Line rehearsal(Destination account, String action, Instant now) {
        DestinationProfile profile = account.profile();
        DestinationProfile.TestFlag flag = profile.wire().testFlag();
        if (!flag.exists() || flag.counted()) {
            return new Line(
                    Verdict.OPEN,
                    profile.name() + " cannot check a conversion without counting it"
                            + (flag.exists() ? " (" + flag.field() + " counts)" : "")
                            + ", so whether it takes one shows with the first lead.");
        }
        UploadResult result =
                account.rehearse(List.of(MadeUpUpload.of(profile, action, now))).get(0);
        String said = result.message() + " (" + result.code() + ")";
        return switch (result.outcome()) {
            case ACCEPTED, DUPLICATE ->
                new Line(
                        Verdict.PROVED,
                        "The keys sign in, and a made-up conversion of the action '" + action + "' would be taken ("
                                + flag.field() + ": nothing counts).");
            case BLOCKED -> new Line(Verdict.WRONG, "It refuses LeadLoop: " + said);
            case REJECTED ->
                new Line(
                        Verdict.OPEN,
                        "The keys sign in. The made-up conversion of the action '" + action
                                + "' was refused; if that is because nobody clicked, all is well: " + said);
            case RETRY -> new Line(Verdict.OPEN, "It gave no usable answer: " + said);
        };
    }
}
