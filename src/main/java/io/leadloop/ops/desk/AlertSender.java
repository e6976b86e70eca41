package io.leadloop.ops.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells alerts on every channel that is on, and again until they are taken: when one is raised, when it grows tenfold, once
 * a day while it lasts, and when it is over. A channel that is down delays no other.
 */
@Component
class AlertSender {

    private static final Logger log = LoggerFactory.getLogger(AlertSender.class);
    private static final Duration IN_HAND = Duration.ofMinutes(2);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 6;

    private final AlertNotices notices;
    private final AlertSettings settings;
    private final Map<AlertChannel.Name, AlertChannel> channels;
    private final Clock clock;

    AlertSender(AlertNotices notices, AlertSettings settings, List<AlertChannel> channels, Clock clock) {
        this.notices = notices;
        this.settings = settings;
        this.channels = channels.stream()
                .filter(AlertChannel::isOn)
                .collect(Collectors.toMap(AlertChannel::name, Function.identity()));
        this.clock = clock;
    }

    /** Sends what is due; nothing where no channel is configured. */
    void send() {
        if (channels.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        notices.plan(channels.keySet(), now, settings.remindAfter());
        Set<AlertChannel.Name> down = EnumSet.noneOf(AlertChannel.Name.class);
        for (AlertNotice notice : notices.claim(channels.keySet(), now, now.plus(IN_HAND))) {
            // One that does not answer costs one wait; its other notices are due when their time in hand is over.
            if (!down.contains(notice.channel()) && !isTaken(notice)) {
                down.add(notice.channel());
            }
        }
    }

    private boolean isTaken(AlertNotice notice) {
        AlertChannel channel = channels.get(notice.channel());
        if (channel == null) {
            return true;
        }
        Instant now = clock.instant();
        try {
            channel.send(notice);
            notices.taken(notice, now);
            return true;
        } catch (AlertChannel.NotTaken e) {
            Duration wait = Duration.ofMinutes(1L << Math.min(notice.attempts(), MOST_DOUBLINGS));
            notices.failed(notice, now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
            log.warn(
                    "The alert {} about {} was not taken by {}: {}. It is sent again",
                    notice.kind(),
                    notice.subject(),
                    notice.channel(),
                    e.getMessage());
            return false;
        }
    }
}
