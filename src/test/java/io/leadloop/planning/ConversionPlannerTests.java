package io.leadloop.planning;

import static io.leadloop.planning.Planning.LOST;
import static io.leadloop.planning.Planning.MAIL;
import static io.leadloop.planning.Planning.NOW;
import static io.leadloop.planning.Planning.SQL;
import static io.leadloop.planning.Planning.WON;
import static io.leadloop.planning.Planning.click;
import static io.leadloop.planning.Planning.euros;
import static io.leadloop.planning.Planning.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionRole;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Refusal;
import io.leadloop.destination.APlatform;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile.Matching;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent.State;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.PlannedAction;
import io.leadloop.pipeline.PlannedAction.Match;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a reached stage owes, by a plan that is given: each line a conversion, to be sent or refused with its reason. */
class ConversionPlannerTests {

    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final ClickId GCLID = click(ClickIdKind.GCLID, "g", YESTERDAY.minusSeconds(60));
    private static final APlatform GOOGLE = APlatform.by("google", ClickIdKind.GCLID);
    private static final APlatform META = APlatform.by("meta", ClickIdKind.FBCLID);
    private static final Lead ANNA = lead(State.GRANTED, HashedContact.NONE);
    private static final DealValue DEAL = new DealValue(euros(1000), null);

    private static List<Conversion> plan(
            boolean eachDeal, StageReached reached, List<PlannedAction> actions, Destination... platforms) {
        return new ConversionPlanner(
                        null,
                        APlatform.all(platforms),
                        new Valuation(null, APlatform.all(), null, null),
                        new ConsentPolicy(Map.of()),
                        null,
                        eachDeal,
                        Planning.CLOCK)
                .plan(reached, actions, NOW);
    }

    private static List<Conversion> plan(StageReached reached, List<PlannedAction> actions) {
        return plan(true, reached, actions, GOOGLE, META);
    }

    private static PlannedAction to(String destination, String action, ValueRule rule, Match match) {
        return new PlannedAction(
                destination,
                action,
                ConversionRole.PRIMARY,
                rule,
                rule == ValueRule.FIXED ? euros(7) : null,
                rule == ValueRule.SHARE ? BigDecimal.TEN : null,
                match);
    }

    private static PlannedAction to(String destination) {
        return to(destination, "won", ValueRule.DEAL_AMOUNT, Match.CLICK_ID);
    }

    private static StageReached reached(Lead lead, Stage stage, String deal, ClickId... clicks) {
        return new StageReached(lead, List.of(clicks), stage, deal, YESTERDAY, DEAL);
    }

    private static Conversion only(StageReached reached, PlannedAction action, Destination... platforms) {
        List<Conversion> planned = plan(true, reached, List.of(action), platforms);
        assertThat(planned).hasSize(1);
        return planned.get(0);
    }

    private static String reason(Lead lead, PlannedAction action, Destination platform, ClickId... clicks) {
        Conversion planned = only(reached(lead, WON, "d", clicks), action, platform);
        assertThat(planned.state())
                .isEqualTo(planned.reason() == null ? ConversionState.PLANNED : ConversionState.REFUSED);
        assertThat(planned.detail())
                .isEqualTo(
                        planned.reason() == null
                                ? null
                                : Refusal.valueOf(planned.reason()).words());
        return planned.reason();
    }

    @Test
    void a_win_goes_out_with_its_deal_its_click_and_its_value() {
        assertThat(only(reached(ANNA, WON, "d", GCLID), to("google"), GOOGLE, META))
                .returns(ConversionState.PLANNED, Conversion::state)
                .returns("d", Conversion::dealId)
                .returns("won", Conversion::action)
                .returns(ConversionRole.PRIMARY, Conversion::role)
                .returns(YESTERDAY, Conversion::occurredAt)
                .returns(euros(1000), Conversion::value)
                .returns("DEAL_AMOUNT", Conversion::valueRule)
                .returns(GCLID.id(), Conversion::clickId)
                .returns(null, Conversion::notBefore)
                .returns(YESTERDAY.plus(Duration.ofDays(60)), Conversion::sendBefore);
    }

    @Test
    void a_lost_lead_owes_nothing() {
        assertThat(plan(reached(ANNA, LOST, "d", GCLID), List.of(to("google")))).isEmpty();
    }

    @Nested
    class A_lead_with_two_deals {

        private String keyOf(boolean eachDeal, Stage stage, String deal) {
            Conversion planned = plan(eachDeal, reached(ANNA, stage, deal, GCLID), List.of(to("google")), GOOGLE)
                    .get(0);
            return planned.dealId() + " " + planned.dedupeKey();
        }

        @Test
        void qualifies_once() {
            assertThat(keyOf(true, SQL, "d1")).startsWith(" ").isEqualTo(keyOf(true, SQL, "d2"));
        }

        @Test
        void is_won_twice_unless_the_house_counts_revenue_once() {
            assertThat(keyOf(true, WON, "d1")).startsWith("d1 ").isNotEqualTo(keyOf(true, WON, "d2"));
            assertThat(keyOf(false, WON, "d1")).startsWith(" ").isEqualTo(keyOf(false, WON, "d2"));
        }
    }

    @Nested
    class A_platform_that_did_not_bring_the_lead {

        @Test
        void is_owed_no_row_once_another_one_did() {
            assertThat(plan(reached(ANNA, WON, "d", GCLID), List.of(to("google"), to("meta"))))
                    .extracting(Conversion::destination)
                    .containsExactly("google");
        }

        @Test
        void says_why_it_was_not_told_while_nobody_knows_who_brought_it() {
            assertThat(plan(reached(ANNA, WON, "d"), List.of(to("google"), to("meta"))))
                    .extracting(Conversion::reason)
                    .containsExactly("NO_CLICK_ID", "NO_CLICK_ID");
        }

        @Test
        void says_nothing_where_it_is_off() {
            List<PlannedAction> actions =
                    List.of(to("google"), to("meta", "won", ValueRule.DEAL_AMOUNT, Match.CLICK_ID_OR_CONTACT));
            assertThat(plan(true, reached(ANNA, WON, "d"), actions, GOOGLE, META.off()))
                    .extracting(Conversion::destination)
                    .containsExactly("google");
        }

        @Test
        void is_told_by_the_contact_where_the_plan_says_so() {
            Destination byMail = META.matching(new Matching(List.of(ClickIdKind.FBCLID), true, false, false, "none"));
            List<PlannedAction> actions = List.of(to("meta", "won", ValueRule.DEAL_AMOUNT, Match.CLICK_ID_OR_CONTACT));
            assertThat(plan(true, reached(lead(State.GRANTED, MAIL), WON, "d", GCLID), actions, GOOGLE, byMail))
                    .singleElement()
                    .returns(ConversionState.PLANNED, Conversion::state)
                    .returns(null, Conversion::clickId);
        }
    }

    @Nested
    class A_refused_conversion {

        @Test
        void is_refused_for_consent_before_anything_else() {
            assertThat(reason(lead(State.DENIED, MAIL), to("google"), GOOGLE.off(), GCLID))
                    .isEqualTo("CONSENT_DENIED");
            assertThat(reason(lead(State.UNKNOWN, MAIL), to("google"), GOOGLE, GCLID))
                    .isEqualTo("CONSENT_UNKNOWN");
        }

        @Test
        void names_a_platform_that_is_off_or_that_nobody_knows() {
            assertThat(reason(ANNA, to("google"), GOOGLE.off(), GCLID)).isEqualTo("DESTINATION_OFF");
            assertThat(reason(ANNA, to("elsewhere"), GOOGLE, GCLID)).isEqualTo("DESTINATION_OFF");
            assertThat(only(reached(ANNA, WON, "d", GCLID), to("elsewhere"), GOOGLE)
                            .sendBefore())
                    .isNull();
        }

        @Test
        void names_an_action_that_the_account_does_not_have() {
            assertThat(reason(ANNA, to("google", "mql", ValueRule.NONE, Match.CLICK_ID), GOOGLE, GCLID))
                    .isEqualTo("NO_CONVERSION_ACTION");
        }

        @Test
        void names_a_missing_click_before_anything_that_only_a_lead_of_theirs_could_miss() {
            StageReached priceless = new StageReached(ANNA, List.of(), WON, "d", YESTERDAY, DealValue.UNTOLD);
            assertThat(only(priceless, to("google"), GOOGLE).reason()).isEqualTo("NO_CLICK_ID");
            PlannedAction unknown = to("google", "mql", ValueRule.NONE, Match.CLICK_ID);
            assertThat(only(priceless, unknown, GOOGLE).reason()).isEqualTo("NO_CLICK_ID");
        }

        @Test
        void names_a_missing_value_of_a_lead_that_they_brought() {
            StageReached priceless = new StageReached(ANNA, List.of(GCLID), WON, "d", YESTERDAY, DealValue.UNTOLD);
            assertThat(only(priceless, to("google"), GOOGLE).reason()).isEqualTo("NO_VALUE");
            PlannedAction margin = to("google", "won", ValueRule.MARGIN, Match.CLICK_ID);
            assertThat(only(priceless, margin, GOOGLE).reason()).isEqualTo("NO_MARGIN");
        }

        @Test
        void names_a_stage_that_is_too_old_also_without_a_click() {
            Destination byMail = META.matching(new Matching(List.of(ClickIdKind.FBCLID), true, false, false, "none"));
            PlannedAction byContact = to("meta", "won", ValueRule.DEAL_AMOUNT, Match.CLICK_ID_OR_CONTACT);
            StageReached old = new StageReached(
                    lead(State.GRANTED, MAIL), List.of(), WON, "d", NOW.minus(Duration.ofDays(61)), DEAL);
            assertThat(only(old, byContact, byMail).reason()).isEqualTo("EVENT_TOO_OLD");
        }
    }

    @Nested
    class A_value {

        private io.leadloop.lead.Money by(ValueRule rule) {
            return only(reached(ANNA, WON, "d", GCLID), to("google", "won", rule, Match.CLICK_ID), GOOGLE)
                    .value();
        }

        @Test
        void follows_the_plans_rule() {
            assertThat(by(ValueRule.NONE)).isNull();
            assertThat(by(ValueRule.FIXED)).isEqualTo(euros(7));
            assertThat(by(ValueRule.DEAL_AMOUNT)).isEqualTo(euros(1000));
            assertThat(by(ValueRule.SHARE)).isEqualTo(euros(100));
        }
    }

    @Nested
    class A_stage_that_is_held {

        private Stage held(Duration hold) {
            return new Stage("WON", "Won", StageKind.REVENUE, 30, hold, AdjustmentPolicy.LEAVE);
        }

        /** A CRM's clock may be some minutes ahead, and most platforms refuse what lies in the future. */
        @Test
        void lasts_until_the_events_own_time_has_come() {
            Instant ahead = NOW.plusSeconds(240);
            ClickId click = click(ClickIdKind.GCLID, "g", NOW.minus(Duration.ofDays(2)));
            StageReached reached = new StageReached(ANNA, List.of(click), held(Duration.ZERO), "d", ahead, DEAL);
            Conversion waiting = only(reached, to("google"), GOOGLE);
            assertThat(waiting.state()).isEqualTo(ConversionState.PLANNED);
            assertThat(waiting.occurredAt()).isEqualTo(ahead);
            assertThat(waiting.notBefore()).isEqualTo(ahead);
        }

        private Instant notBefore(Duration hold, Instant clicked) {
            ClickId click = click(ClickIdKind.GCLID, "g", clicked);
            StageReached reached = new StageReached(ANNA, List.of(click), held(hold), "d", NOW.minusSeconds(60), DEAL);
            return only(reached, to("google"), GOOGLE).notBefore();
        }

        @Test
        void waits_for_the_later_of_the_house_and_the_platform() {
            Instant longAgo = NOW.minus(Duration.ofDays(2));
            Instant anHourAgo = NOW.minus(Duration.ofHours(1));
            assertThat(notBefore(Duration.ofHours(24), longAgo))
                    .isEqualTo(NOW.plus(Duration.ofHours(24)).minusSeconds(60));
            assertThat(notBefore(Duration.ofHours(24), anHourAgo))
                    .isEqualTo(NOW.plus(Duration.ofHours(24)).minusSeconds(60));
            assertThat(notBefore(Duration.ofHours(1), anHourAgo)).isEqualTo(NOW.plus(Duration.ofHours(5)));
            assertThat(notBefore(Duration.ZERO, anHourAgo)).isEqualTo(NOW.plus(Duration.ofHours(5)));
        }

        @Test
        void waits_no_more_once_its_time_has_come() {
            assertThat(notBefore(Duration.ofSeconds(60), NOW.minus(Duration.ofDays(2))))
                    .isNull();
            assertThat(notBefore(Duration.ofSeconds(61), NOW.minus(Duration.ofDays(2))))
                    .isEqualTo(NOW.plusSeconds(1));
        }
    }
}
