package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionAttempt;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The reference model of a walk: what has to be true of rows, whatever led to them. */
final class WalkChecks {

    /** Where walks have to come to be worth walking. */
    static final Set<ConversionState> EVERYWHERE = Set.of(
            ConversionState.ACCEPTED,
            ConversionState.REFUSED,
            ConversionState.REJECTED,
            ConversionState.DROPPED,
            ConversionState.CANCELLED,
            ConversionState.TAKEN_BACK,
            ConversionState.WITHDRAWN);

    private WalkChecks() {}

    /** A row says what its attempts say. */
    static void fitsItsLedger(Conversion row, List<ConversionAttempt> attempts, String which) {
        boolean delivered =
                attempts.stream().map(ConversionAttempt::outcome).anyMatch(it -> it != null && it.isDelivered());
        assertThat(row.state() == ConversionState.ACCEPTED)
                .as("%s: %s with %s", which, row, attempts)
                .isEqualTo(delivered);
        assertThat(attempts).as("%s: %s", which, row).hasSize(row.attempts());
        if (row.state() == ConversionState.REFUSED) {
            assertThat(attempts).as("%s: %s", which, row).isEmpty();
        }
        if (row.state() == ConversionState.REJECTED) {
            assertThat(attempts).as("%s: %s", which, row).anyMatch(it -> it.outcome() == Outcome.REJECTED);
        }
        boolean isClean = row.state() == ConversionState.PLANNED || row.state() == ConversionState.ACCEPTED;
        assertThat(isClean || row.reason() != null)
                .as("%s: %s says why", which, row)
                .isTrue();
    }

    /** Of one deal each platform believes at most one win: each further one follows a retraction of the one before. */
    static void isWonOnce(List<Conversion> rowsOfDeal, String which) {
        Map<String, List<Conversion>> byPlatform = rowsOfDeal.stream()
                .filter(it -> it.state() == ConversionState.ACCEPTED)
                .collect(Collectors.groupingBy(Conversion::destination));
        byPlatform.forEach((platform, rows) -> {
            long told = rows.stream()
                    .filter(it -> it.type() == ConversionType.CONVERSION)
                    .count();
            long undone = rows.stream()
                    .filter(it -> it.type() == ConversionType.RETRACTION
                            || it.value() != null && it.value().amount().signum() == 0)
                    .count();
            assertThat(told - undone)
                    .as("%s: %s believes %s", which, platform, rows)
                    .isLessThanOrEqualTo(1);
        });
    }
}
