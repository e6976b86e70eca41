package io.leadloop.story;

import io.leadloop.crm.generic.APreset;
import io.leadloop.support.House;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** The webhook of a CRM that a preset knows, sent over the wire. */
final class PresetWebhooks {

    private PresetWebhooks() {}

    static HttpResponse<String> send(House house, String source, APreset.Request webhook) {
        String token = webhook.token().isEmpty() ? "" : "/" + webhook.token();
        HttpRequest.Builder request = house.request("/webhooks/" + source + token)
                .header(
                        "Content-Type",
                        webhook.body().startsWith("{") ? "application/json" : "application/x-www-form-urlencoded");
        webhook.headers().forEach(request::header);
        return house.send(request.POST(BodyPublishers.ofString(webhook.body())));
    }
}
