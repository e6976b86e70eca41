package io.leadloop.destination;

import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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

    /** One thing that was tried, in a sentence; it may wait in a session for the next page. */
    public record Line(Verdict verdict, String words) implements Serializable {

        /**
         * What an account is. An answer that says neither its name nor its currency proves nothing: another server may give it.
         *
         * @param words with the name and the currency
         */
        public static Line ofAccount(String name, String currency, String words) {
            return name.isBlank() && currency.isBlank()
                    ? new Line(
                            Verdict.WRONG,
                            "The answer says neither the account's name nor its currency. Is base-url the platform's address?")
                    : new Line(Verdict.PROVED, words);
        }
    }

    /** The code of an adapter's own answer: it can try nothing before the platform's test code is set. */
    public static final String NO_TEST_CODE = "NO_TEST_EVENT_CODE";

    /** What was said, in sentences one after the other. */
    public String words() {
        return lines.stream().map(Line::words).collect(Collectors.joining(" "));
    }

    /**
     * Asks the platform what the account is, and whether it would take a made-up conversion by its own test flag.
     *
     * @param action the plan's action to try with
     */
    public static AccountTrial of(Destination account, String action, Instant now) {
        String what = "a made-up conversion of the action '" + action + "'";
        return of(
                account,
                MadeUpUpload.of(account.profile(), action, now),
                what,
                "If that is because nobody clicked, all is well");
    }

    /** The same with a conversion that it took once: it is refused only if something changed since. */
    public static AccountTrial of(Destination account, Upload taken) {
        String what =
                "the newest conversion that it took ('" + taken.conversion().action() + "')";
        return of(account, taken, what, "It took it once, so something changed since");
    }

    private static AccountTrial of(Destination account, Upload upload, String what, String ifRefused) {
        List<Line> lines = new ArrayList<>();
        if (!account.isOn()) {
            return new AccountTrial(List.of(new Line(Verdict.WRONG, "Its keys are not set.")));
        }
        lines.addAll(account.describe());
        lines.add(rehearsal(account, upload, what, ifRefused));
        return new AccountTrial(lines);
    }

    private static Line rehearsal(Destination account, Upload upload, String what, String ifRefused) {
        DestinationProfile profile = account.profile();
        DestinationProfile.TestFlag flag = profile.wire().testFlag();
        if (!flag.exists() || flag.counted()) {
            return new Line(
                    Verdict.OPEN,
                    profile.name() + " cannot check a conversion without counting it"
                            + (flag.exists() ? " (" + flag.field() + " counts)" : "")
                            + ", so whether it takes one shows with the first lead.");
        }
        UploadResult result = account.rehearse(List.of(upload)).get(0);
        if (NO_TEST_CODE.equals(result.code())) {
            return new Line(Verdict.OPEN, "Whether it takes a conversion was not tried. " + result.message());
        }
        String said = result.message() + " (" + result.code() + ")";
        return switch (result.outcome()) {
            case ACCEPTED, DUPLICATE ->
                new Line(
                        Verdict.PROVED,
                        "The keys sign in, and " + what + " would be taken (" + flag.field() + ": nothing counts).");
            case BLOCKED -> new Line(Verdict.WRONG, "It refuses LeadLoop: " + said);
            case REJECTED ->
                result.answer() == null
                        ? new Line(Verdict.OPEN, "The platform was not asked: LeadLoop would not send it. " + said)
                        : new Line(
                                Verdict.OPEN,
                                "The keys sign in, and " + what + " was refused. " + ifRefused + ": " + said);
            case RETRY -> new Line(Verdict.OPEN, "It gave no usable answer: " + said);
        };
    }
}
