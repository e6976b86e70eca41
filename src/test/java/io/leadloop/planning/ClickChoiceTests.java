package io.leadloop.planning;

import static io.leadloop.planning.Planning.MAIL;
import static io.leadloop.planning.Planning.NOW;
import static io.leadloop.planning.Planning.PHONE;
import static io.leadloop.planning.Planning.click;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Refusal;
import io.leadloop.destination.APlatform;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile.Matching;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.HashedContact;
import io.leadloop.pipeline.PlannedAction.Match;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By which click, or by the contact, a platform is told a conversion. */
class ClickChoiceTests {

    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final ClickId OLDER = click(ClickIdKind.GCLID, "older", YESTERDAY.minusSeconds(60));
    private static final ClickId NEWER = click(ClickIdKind.GCLID, "newer", YESTERDAY);
    private static final ClickId BRAID = click(ClickIdKind.GBRAID, "braid", YESTERDAY);
    private static final ClickId DAMAGED = click(ClickIdKind.GCLID, "null", YESTERDAY);
    private static final ClickId TOO_OLD = click(ClickIdKind.GCLID, "too-old", NOW.minus(Duration.ofDays(91)));
    private static final APlatform CLICKS = platform(false, false, false);

    private static APlatform platform(boolean email, boolean phone, boolean needsContact) {
        return APlatform.by("any")
                .matching(new Matching(
                        List.of(ClickIdKind.GCLID, ClickIdKind.GBRAID, ClickIdKind.FBCLID),
                        email,
                        phone,
                        needsContact,
                        "none"));
    }

    private static ClickChoice choice(APlatform platform, HashedContact contact, Match match, ClickId... clicks) {
        return ClickChoice.of(platform.profile(), List.of(clicks), contact, match, YESTERDAY, NOW);
    }

    private static ClickChoice choice(ClickId... clicks) {
        return choice(CLICKS, HashedContact.NONE, Match.CLICK_ID, clicks);
    }

    @Test
    void is_the_newest_one_of_the_best_kind() {
        assertThat(choice(BRAID, NEWER, OLDER)).isEqualTo(new ClickChoice(NEWER, null));
        assertThat(choice(BRAID)).isEqualTo(new ClickChoice(BRAID, null));
    }

    @Test
    void is_the_next_one_where_the_first_cannot_be_used() {
        assertThat(choice(DAMAGED, TOO_OLD, OLDER).click()).isEqualTo(OLDER);
        assertThat(choice(DAMAGED, BRAID).click()).isEqualTo(BRAID);
    }

    @Test
    void is_refused_for_what_is_wrong_with_the_first_one() {
        assertThat(choice(DAMAGED, TOO_OLD)).isEqualTo(new ClickChoice(null, Refusal.CLICK_DAMAGED));
        assertThat(choice(TOO_OLD, DAMAGED)).isEqualTo(new ClickChoice(null, Refusal.CLICK_TOO_OLD));
        assertThat(choice(click(ClickIdKind.MSCLKID, "m", YESTERDAY)))
                .isEqualTo(new ClickChoice(null, Refusal.NO_CLICK_ID));
        assertThat(choice()).isEqualTo(new ClickChoice(null, Refusal.NO_CLICK_ID));
    }

    @Test
    void is_never_an_fbclid_without_its_time() {
        assertThat(choice(click(ClickIdKind.FBCLID, "f", null)).refusal()).isEqualTo(Refusal.CLICK_TIME_UNKNOWN);
        assertThat(choice(click(ClickIdKind.FBCLID, "f", YESTERDAY)).refusal()).isNull();
        assertThat(choice(click(ClickIdKind.GCLID, "g", null)).refusal()).isNull();
    }

    private static final APlatform META = APlatform.by("meta")
            .matching(new Matching(
                    List.of(ClickIdKind.META_LEAD_ID, ClickIdKind.FBC, ClickIdKind.FBCLID), true, true, false, "none"));

    private static ClickId cookie(Instant at, String fbclid) {
        return click(ClickIdKind.FBC, "fb.1." + at.toEpochMilli() + "." + fbclid, null);
    }

    private static ClickChoice atMeta(ClickId... clicks) {
        return choice(META, MAIL, Match.CLICK_ID_OR_CONTACT, clicks);
    }

    @Test
    void is_the_newer_one_of_metas_cookie_and_its_fbclid() {
        ClickId cookie = cookie(YESTERDAY.minusSeconds(60), "a");
        ClickId newer = click(ClickIdKind.FBCLID, "b", YESTERDAY.minusSeconds(30));
        assertThat(atMeta(newer, cookie).click()).isEqualTo(newer);
        ClickId older = click(ClickIdKind.FBCLID, "b", YESTERDAY.minusSeconds(90));
        assertThat(atMeta(cookie, older).click()).isEqualTo(cookie);
    }

    /** The browser keeps it for 90 days; the mail is there. */
    @Test
    void is_no_cookie_that_is_too_old_or_younger_than_the_conversion_by_the_time_inside_it() {
        assertThat(atMeta(cookie(NOW.minus(Duration.ofDays(100)), "a"))).isEqualTo(new ClickChoice(null, null));
        assertThat(atMeta(cookie(YESTERDAY.plusSeconds(1), "a"))).isEqualTo(new ClickChoice(null, null));
        assertThat(atMeta(click(ClickIdKind.FBC, "fb.1.never.a", YESTERDAY))).isEqualTo(new ClickChoice(null, null));
        assertThat(choice(META, MAIL, Match.CLICK_ID, cookie(NOW.minus(Duration.ofDays(100)), "a"))
                        .refusal())
                .isEqualTo(Refusal.CLICK_TOO_OLD);
    }

    @Test
    void is_the_next_identifier_where_the_lead_id_is_none() {
        ClickId cookie = cookie(YESTERDAY.minusSeconds(60), "a");
        for (String nonsense : List.of("null", "(not set)", "12345678901234")) {
            ClickId leadId = click(ClickIdKind.META_LEAD_ID, nonsense, YESTERDAY);
            assertThat(atMeta(leadId, cookie).click()).isEqualTo(cookie);
            assertThat(atMeta(leadId)).isEqualTo(new ClickChoice(null, null));
        }
    }

    @Test
    void is_the_contact_where_the_plan_and_the_platform_take_it() {
        assertThat(choice(platform(true, false, false), MAIL, Match.CLICK_ID_OR_CONTACT))
                .isEqualTo(new ClickChoice(null, null));
        assertThat(choice(platform(false, true, false), PHONE, Match.CLICK_ID_OR_CONTACT))
                .isEqualTo(new ClickChoice(null, null));
    }

    @Test
    void is_not_the_contact_where_one_of_the_two_does_not_take_it() {
        assertThat(choice(platform(true, true, false), MAIL, Match.CLICK_ID).refusal())
                .isEqualTo(Refusal.NO_CLICK_ID);
        assertThat(choice(platform(false, true, false), MAIL, Match.CLICK_ID_OR_CONTACT)
                        .refusal())
                .isEqualTo(Refusal.NO_CLICK_ID);
        assertThat(choice(platform(true, false, false), PHONE, Match.CLICK_ID_OR_CONTACT)
                        .refusal())
                .isEqualTo(Refusal.NO_CLICK_ID);
        assertThat(choice(platform(true, true, false), HashedContact.NONE, Match.CLICK_ID_OR_CONTACT)
                        .refusal())
                .isEqualTo(Refusal.NO_CLICK_ID);
    }

    @Test
    void is_the_click_before_the_contact() {
        assertThat(choice(platform(true, true, false), MAIL, Match.CLICK_ID_OR_CONTACT, NEWER)
                        .click())
                .isEqualTo(NEWER);
    }

    @Test
    void needs_the_contact_too_where_a_click_counts_only_with_it() {
        APlatform both = platform(true, false, true);
        assertThat(choice(both, HashedContact.NONE, Match.CLICK_ID, NEWER))
                .isEqualTo(new ClickChoice(null, Refusal.NO_CONTACT));
        assertThat(choice(both, MAIL, Match.CLICK_ID, NEWER)).isEqualTo(new ClickChoice(NEWER, null));
    }

    @Test
    void shows_how_long_each_click_lives_where_it_counts() {
        Destination google = APlatform.by("google", ClickIdKind.GCLID);
        Destination off = APlatform.by("off", ClickIdKind.GCLID).off();
        Destination meta = APlatform.by("meta", ClickIdKind.FBCLID);
        List<ClickLife> lives = ClickLife.of(
                List.of(click(ClickIdKind.GCLID, "timeless", null), NEWER, OLDER, TOO_OLD), List.of(google, off, meta));
        assertThat(lives).extracting(it -> it.click().value()).containsExactly("too-old", "older", "newer", "timeless");
        assertThat(lives).extracting(ClickLife::destination).containsOnly("google");
        assertThat(ClickLife.next(lives, NOW))
                .hasValueSatisfying(it -> assertThat(it.click()).isEqualTo(OLDER));
        assertThat(ClickLife.next(List.of(lives.get(0), lives.get(3)), NOW)).isEmpty();
        Instant end = lives.get(1).ends();
        assertThat(ClickLife.next(List.of(lives.get(1)), end)).isEmpty();
        assertThat(lives.get(1).daysLeft(end)).isZero();
        assertThat(lives.get(1).daysLeft(end.plusSeconds(1))).isEqualTo(-1);
        assertThat(lives.get(1).daysLeft(end.minus(Duration.ofDays(2)))).isEqualTo(2);
        assertThat(lives.get(3).daysLeft(NOW)).isNull();
    }
}
