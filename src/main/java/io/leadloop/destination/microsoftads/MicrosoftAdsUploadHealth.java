package io.leadloop.destination.microsoftads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.UploadHealth;
import io.leadloop.destination.UploadHealth.Trouble;
import java.util.ArrayList;
import java.util.List;

/**
 * What Microsoft made of uploaded offline conversions, by goal: {@code OfflineGoalConversionSummaries} of
 * {@code OfflineConversionReport/QueryByGoalIds} (MSSDK 13.0.27). A conversion that it could not attribute names its reason; a
 * verdict is not given.
 */
final class MicrosoftAdsUploadHealth {

    private MicrosoftAdsUploadHealth() {}

    static List<UploadHealth> of(List<CatalogueAction> goals, JsonNode answer) {
        List<UploadHealth> health = new ArrayList<>();
        for (JsonNode it : answer.path("OfflineGoalConversionSummaries")) {
            goals.stream()
                    .filter(goal -> goal.id().equals(it.path("GoalId").asText()))
                    .findFirst()
                    .ifPresent(goal -> health.add(of(goal.reference(), it)));
        }
        return health;
    }

    private static UploadHealth of(String reference, JsonNode it) {
        long used = it.path("OverallSuccessCount").asLong();
        long lost = it.path("OverallUnattributedCount").asLong();
        List<Trouble> troubles = new ArrayList<>();
        it.path("OverallAlerts")
                .forEach(alert -> troubles.add(new Trouble(
                        alert.path("UnattributedReason").asText(""),
                        null,
                        alert.path("Count").asLong())));
        return new UploadHealth(reference, lost > used, used + lost, used, null, null, troubles);
    }
}
