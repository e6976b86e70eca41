package io.leadloop.planning;

import static io.leadloop.planning.Planning.NOW;
import static io.leadloop.planning.Planning.click;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Refusal;
import io.leadloop.destination.APlatform;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.DestinationProfile.Windows;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whether a platform still takes a conversion, to the second at each limit: clicks of 90 days, events of 60. */
class TimelinessTests {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Instant OLDEST_CLICK = NOW.minus(Duration.ofDays(90));
    private static final Instant OLDEST_EVENT = NOW.minus(Duration.ofDays(60));
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));

    private final DestinationProfile platform =
            APlatform.by("any", ClickIdKind.GCLID).profile();

    private static ClickId clicked(@Nullable Instant at) {
        return click(ClickIdKind.GCLID, "g", at);
    }

    private Optional<Refusal> refusal(Instant occurred, @Nullable ClickId click) {
        return Timeliness.refusal(platform, occurred, click, NOW);
    }

    @Nested
    class A_click {

        @Test
        void is_taken_at_the_limit_and_not_a_second_past_it() {
            assertThat(refusal(YESTERDAY, clicked(OLDEST_CLICK))).isEmpty();
            assertThat(refusal(YESTERDAY, clicked(OLDEST_CLICK.minus(SECOND)))).contains(Refusal.CLICK_TOO_OLD);
        }

        /** It was 89 days old when the stage was reached, and is 90 days and a second old when the platform hears of it. */
        @Test
        void grows_old_while_the_conversion_waits() {
            Instant clicked = OLDEST_CLICK.minus(SECOND);
            assertThat(Timeliness.refusal(platform, YESTERDAY, clicked(clicked), YESTERDAY))
                    .isEmpty();
            assertThat(refusal(YESTERDAY, clicked(clicked))).contains(Refusal.CLICK_TOO_OLD);
        }

        @Test
        void is_not_too_old_for_a_platform_without_a_limit() {
            DestinationProfile unlimited = APlatform.by("any")
                    .windows(new Windows(null, Duration.ZERO, Duration.ofDays(60), ""))
                    .profile();
            assertThat(Timeliness.refusal(unlimited, YESTERDAY, clicked(Instant.EPOCH), NOW))
                    .isEmpty();
            assertThat(Timeliness.sendBefore(unlimited, YESTERDAY, clicked(Instant.EPOCH)))
                    .isEqualTo(YESTERDAY.plus(Duration.ofDays(60)));
        }

        @Test
        void may_come_in_the_instant_of_the_stage_and_not_after_it() {
            assertThat(refusal(YESTERDAY, clicked(YESTERDAY))).isEmpty();
            assertThat(refusal(YESTERDAY, clicked(YESTERDAY.plusMillis(999)))).isEmpty();
            assertThat(refusal(YESTERDAY, clicked(YESTERDAY.plus(SECOND)))).contains(Refusal.CONVERSION_BEFORE_CLICK);
        }

        @Test
        void without_a_time_refuses_nothing() {
            assertThat(refusal(YESTERDAY, clicked(null))).isEmpty();
            assertThat(refusal(YESTERDAY, null)).isEmpty();
        }
    }

    /** When the lead was captured, when the CRM's record began: good for an order, no reason to refuse. */
    @Nested
    class A_time_that_stands_in {

        private ClickId seen(Instant at) {
            return ClickId.seen(ClickIdKind.GCLID, "g", at);
        }

        @Test
        void refuses_nothing() {
            assertThat(refusal(YESTERDAY, seen(YESTERDAY.plusMillis(512)))).isEmpty();
            assertThat(refusal(YESTERDAY, seen(NOW))).isEmpty();
            assertThat(refusal(YESTERDAY, seen(OLDEST_CLICK.minus(SECOND)))).isEmpty();
        }

        @Test
        void ends_no_chance() {
            assertThat(Timeliness.sendBefore(platform, YESTERDAY, seen(OLDEST_CLICK.minus(SECOND))))
                    .isEqualTo(YESTERDAY.plus(Duration.ofDays(60)));
        }

        @Test
        void delays_nothing_where_it_lies_in_the_future() {
            assertThat(Timeliness.notBefore(platform, seen(NOW.plus(Duration.ofDays(15))), NOW))
                    .isNull();
        }

        @Test
        void makes_the_conversion_wait_all_the_same() {
            assertThat(Timeliness.notBefore(platform, seen(NOW), NOW)).isEqualTo(NOW.plus(Duration.ofHours(6)));
        }
    }

    @Nested
    class A_stage {

        @Test
        void is_taken_at_the_limit_and_not_a_second_past_it() {
            assertThat(refusal(OLDEST_EVENT, null)).isEmpty();
            assertThat(refusal(OLDEST_EVENT.minus(SECOND), null)).contains(Refusal.EVENT_TOO_OLD);
        }

        @Test
        void may_be_five_minutes_ahead_of_us_and_not_a_second_more() {
            Instant ahead = NOW.plus(Duration.ofMinutes(5));
            assertThat(refusal(ahead, null)).isEmpty();
            assertThat(refusal(ahead.plus(SECOND), null)).contains(Refusal.EVENT_IN_FUTURE);
        }
    }

    @Nested
    class The_chance_to_tell {

        @Test
        void ends_with_the_click_or_with_the_stage_whichever_is_first() {
            assertThat(Timeliness.sendBefore(platform, YESTERDAY, clicked(NOW.minus(Duration.ofDays(80)))))
                    .isEqualTo(NOW.plus(Duration.ofDays(10)));
            assertThat(Timeliness.sendBefore(platform, YESTERDAY, clicked(YESTERDAY)))
                    .isEqualTo(YESTERDAY.plus(Duration.ofDays(60)));
            assertThat(Timeliness.sendBefore(platform, YESTERDAY, clicked(null)))
                    .isEqualTo(YESTERDAY.plus(Duration.ofDays(60)));
            assertThat(Timeliness.sendBefore(platform, YESTERDAY, null)).isEqualTo(YESTERDAY.plus(Duration.ofDays(60)));
        }

        @Test
        void begins_six_hours_after_the_click() {
            Instant sixHoursAgo = NOW.minus(Duration.ofHours(6));
            assertThat(Timeliness.notBefore(platform, clicked(sixHoursAgo), NOW))
                    .isNull();
            assertThat(Timeliness.notBefore(platform, clicked(sixHoursAgo.plus(SECOND)), NOW))
                    .isEqualTo(NOW.plus(SECOND));
            assertThat(Timeliness.notBefore(platform, clicked(null), NOW)).isNull();
            assertThat(Timeliness.notBefore(platform, null, NOW)).isNull();
        }
    }
}
