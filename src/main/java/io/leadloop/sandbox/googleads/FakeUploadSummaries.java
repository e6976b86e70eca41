package io.leadloop.sandbox.googleads;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.Received;
import io.leadloop.sandbox.Received.ByAction;
import java.util.List;

/**
 * What the sandbox's Google made of the conversions that it took, by action, all at one client:
 * google/ads/googleads/v25/resources/offline_conversion_upload_conversion_action_summary.proto.
 */
final class FakeUploadSummaries {

    static final String RESOURCE = "offline_conversion_upload_conversion_action_summary";

    private FakeUploadSummaries() {}

    private static ObjectNode of(String customer, ByAction took) {
        ObjectNode summary = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "resourceName",
                        "customers/" + customer + "/offlineConversionUploadConversionActionSummaries/" + took.action()
                                + "~ADS_DATA_CONNECTOR")
                .put("conversionActionId", took.action())
                .put("client", "ADS_DATA_CONNECTOR")
                .put("status", took.used() * 2 < took.received() ? "NEEDS_ATTENTION" : "GOOD")
                .put("totalEventCount", Long.toString(took.received()))
                .put("successfulEventCount", Long.toString(took.used()))
                .put("pendingEventCount", "0");
        summary.putArray("alerts");
        return summary;
    }

    static List<ObjectNode> all(String customer, Received received) {
        return received.byAction(FakeGoogleAds.ID).stream()
                .map(it -> of(customer, it))
                .toList();
    }
}
