package io.leadloop.destination.openaiads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.lead.StageKind;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClientException;

/**
 * The event settings of a ChatGPT ads account: {@code GET /v1/conversions/event_settings}
 * (developers.openai.com/ads/api-reference/conversion-setup). An event counts only with a setting of its type, or of its name
 * for custom ones.
 */
final class OpenAiAdsCatalogue implements AccountCatalogue {

    private static final int PAGE = 500;
    private static final int MOST_PAGES = 20;
    private static final String CUSTOM = "custom";

    private final OpenAiAdsProperties properties;
    private final OpenAiAdsReportProperties account;
    private final OutsideHttp http;

    OpenAiAdsCatalogue(OpenAiAdsProperties properties, OpenAiAdsReportProperties account, OutsideHttp http) {
        this.properties = properties;
        this.account = account;
        this.http = http;
    }

    @Override
    public @Nullable String missingKey() {
        return account.isOn() ? null : "report.api-key";
    }

    @Override
    public Listing list() throws Unavailable {
        List<CatalogueAction> settings = new ArrayList<>();
        String after = "";
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            JsonNode page = page(after);
            page.path("data").forEach(it -> settings.add(setting(it)));
            after = page.path("last_id").asText("");
            if (!page.path("has_more").asBoolean() || after.isEmpty()) {
                return new Listing(null, List.of(), settings, Health.NONE);
            }
        }
        throw new Unavailable("OpenAI's list of event settings does not end.");
    }

    private JsonNode page(String after) throws Unavailable {
        URI uri = URI.create(account.baseUrl() + "/" + account.apiVersion() + "/conversions/event_settings?limit="
                + PAGE + (after.isEmpty() ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8)));
        try {
            OutsideAnswer answer = http.get(uri, this::headers);
            if (answer.isSuccess() && answer.json().path("data").isArray()) {
                return answer.json();
            }
            throw new Unavailable("OpenAI does not tell the account's event settings (HTTP " + answer.status()
                    + "). report.api-key must be an Ads API key of this account, not the one for conversions.");
        } catch (OutsideHttp.NoAnswer | RestClientException e) {
            throw new Unavailable("OpenAI did not answer.");
        }
    }

    /** The API is behind a filter that turns some of Java's own names away (facts/accounts.md 10.1). */
    private void headers(HttpHeaders headers) {
        headers.setBearerAuth(String.valueOf(account.apiKey()));
        headers.set(HttpHeaders.USER_AGENT, "leadloop");
    }

    /** Which words there are for a setting's status is not documented; what is neither of these is taken for switched off. */
    private static CatalogueAction setting(JsonNode it) {
        String type = it.path("event_type").asText("");
        String status = it.path("status").asText("active");
        return new CatalogueAction(
                type.equals(CUSTOM) ? it.path("custom_event_name").asText("") : type,
                it.path("id").asText(""),
                it.path("name").asText(""),
                switch (status) {
                    case "active", "enabled" -> Status.ENABLED;
                    case "archived", "deleted" -> Status.REMOVED;
                    default -> Status.DISABLED;
                },
                type,
                true,
                type,
                null,
                null,
                it.path("attribution_window_days").isNumber()
                        ? it.path("attribution_window_days").asInt()
                        : null,
                null,
                null,
                null);
    }

    @Override
    public Optional<String> referenceOf(String action) {
        return Optional.of(properties.conversionActions().getOrDefault(action, action));
    }

    @Override
    public Set<String> mappedActions() {
        return properties.conversionActions().keySet();
    }

    @Override
    public List<String> categoriesFor(StageKind kind) {
        return switch (kind) {
            case QUALIFIED ->
                List.of("lead_created", "appointment_scheduled", "registration_completed", "trial_started", CUSTOM);
            case REVENUE -> List.of("order_created", "subscription_created", CUSTOM);
            default -> List.of();
        };
    }
}
