package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AccountTrial.Line;
import io.leadloop.destination.AccountTrial.Verdict;
import io.leadloop.destination.DestinationProfile.TestFlag;
import io.leadloop.destination.DestinationProfile.Wire;
import io.leadloop.lead.ClickIdKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a try of an account says it has proved, by what the platform answers. */
class AccountTrialTests {

    private static final Instant NOON = Instant.parse("2026-10-03T12:00:00Z");
    private static final TestFlag FLAG = new TestFlag("validateOnly", false);

    /** An account that signs in, with a test flag, and answers so. */
    private record Answering(DestinationProfile profile, UploadResult answer) implements Destination {

        static Answering with(TestFlag flag, UploadResult answer) {
            DestinationProfile any = APlatform.by("any", ClickIdKind.GCLID).profile();
            return new Answering(
                    new DestinationProfile(
                            any.id(),
                            any.name(),
                            any.matching(),
                            any.windows(),
                            new Wire(100, "", "", "", "", flag),
                            any.adjustments(),
                            any.api(),
                            ""),
                    answer);
        }

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public boolean knowsAction(String action) {
            return true;
        }

        @Override
        public List<UploadResult> upload(List<Upload> batch) {
            throw new AssertionError("A try sends nothing that counts");
        }

        @Override
        public List<UploadResult> rehearse(List<Upload> batch) {
            return List.of(answer);
        }

        @Override
        public String masked(Upload upload) {
            return "";
        }
    }

    private static Line madeUp(TestFlag flag, UploadResult answer) {
        return AccountTrial.of(Answering.with(flag, answer), "won", NOON)
                .lines()
                .get(0);
    }

    private static Line taken(UploadResult answer) {
        Destination account = Answering.with(FLAG, answer);
        return AccountTrial.of(account, MadeUpUpload.of(account.profile(), "won", NOON))
                .lines()
                .get(0);
    }

    @Test
    void what_would_be_taken_is_proved() {
        UploadResult ok = UploadResult.of(Outcome.ACCEPTED, "OK", "");
        assertThat(madeUp(FLAG, ok))
                .isEqualTo(new Line(
                        Verdict.PROVED,
                        "The keys sign in, and a made-up conversion of the action 'won' would be taken"
                                + " (validateOnly: nothing counts)."));
        assertThat(taken(ok).words()).contains("the newest conversion that it took ('won') would be taken");
    }

    @Test
    void a_refused_sign_in_is_wrong() {
        assertThat(taken(UploadResult.of(Outcome.BLOCKED, "401", "The token was revoked.")))
                .isEqualTo(new Line(Verdict.WRONG, "It refuses LeadLoop: The token was revoked. (401)"));
    }

    @Test
    void a_made_up_click_may_be_refused_and_one_that_was_taken_may_not() {
        UploadResult refused =
                UploadResult.of(Outcome.REJECTED, "NO_CLICK", "Nobody clicked.").answered("{}");
        assertThat(madeUp(FLAG, refused))
                .returns(Verdict.OPEN, Line::verdict)
                .satisfies(it -> assertThat(it.words()).contains("If that is because nobody clicked, all is well"));
        assertThat(taken(refused))
                .returns(Verdict.OPEN, Line::verdict)
                .satisfies(it -> assertThat(it.words()).contains("It took it once, so something changed since"));
    }

    /** Such as a conversion action that the account's keys do not name: nobody was asked, so no key was proved. */
    @Test
    void what_leadloop_would_not_send_proves_no_sign_in() {
        assertThat(madeUp(FLAG, UploadResult.of(Outcome.REJECTED, "NO_CONVERSION_ACTION", "Choose one.")))
                .isEqualTo(new Line(
                        Verdict.OPEN,
                        "The platform was not asked: LeadLoop would not send it. Choose one. (NO_CONVERSION_ACTION)"));
    }

    @Test
    void what_was_not_tried_for_want_of_a_test_code_proves_nothing() {
        UploadResult noCode = UploadResult.of(Outcome.REJECTED, AccountTrial.NO_TEST_CODE, "Set test-event-code.");
        assertThat(madeUp(FLAG, noCode))
                .isEqualTo(new Line(Verdict.OPEN, "Whether it takes a conversion was not tried. Set test-event-code."));
    }

    @Test
    void a_platform_whose_test_would_count_is_not_asked() {
        assertThat(madeUp(new TestFlag("test", true), UploadResult.of(Outcome.ACCEPTED, "OK", "")))
                .returns(Verdict.OPEN, Line::verdict)
                .satisfies(it -> assertThat(it.words()).contains("cannot check a conversion without counting it"));
    }
}
