package io.leadloop.process;

import io.leadloop.conversion.ConversionLedger;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Keeps back what its platform may have since longer than it recognises a repetition: sent again it might count twice, so a
 * person decides. Meta, TikTok and Snapchat know our key for 48 hours; an account may be away or blocked for longer.
 */
@Component
class LateRepetitions {

    private final ConversionLedger ledger;
    private final Clock clock;

    LateRepetitions(ConversionLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Sends those that may be sent; the results stand in the order of the uploads.
     *
     * @param numbers which attempt of each conversion this is
     */
    List<UploadResult> send(
            Destination destination,
            List<Upload> uploads,
            Map<UUID, Integer> numbers,
            Function<List<Upload>, List<UploadResult>> send) {
        Set<UUID> late = late(destination.profile(), numbers);
        List<Upload> others = uploads.stream()
                .filter(it -> !late.contains(it.conversion().id()))
                .toList();
        Iterator<UploadResult> said = others.isEmpty()
                ? List.<UploadResult>of().iterator()
                : send.apply(others).iterator();
        return uploads.stream()
                .map(it -> late.contains(it.conversion().id()) ? unknown(destination.profile()) : said.next())
                .toList();
    }

    private Set<UUID> late(DestinationProfile platform, Map<UUID, Integer> numbers) {
        Duration window = platform.wire().dedupeWindow();
        Set<UUID> again = numbers.entrySet().stream()
                .filter(it -> it.getValue() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return window == null || again.isEmpty()
                ? Set.of()
                : ledger.mayHaveArrivedBefore(again, clock.instant().minus(window));
    }

    private static UploadResult unknown(DestinationProfile platform) {
        Duration window = Objects.requireNonNull(platform.wire().dedupeWindow());
        return UploadResult.of(
                Outcome.REJECTED,
                UploadResult.FATE_UNKNOWN,
                "An earlier attempt was never answered, and " + platform.name() + " recognises a repetition for "
                        + window.toHours() + " hours only: sent again it might count twice. Look there whether it came."
                        + " If it did, drop it; if not, send it again.");
    }
}
