package io.leadloop.crm.salesforce;

import io.leadloop.crm.BoundPerSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * REST API settings of a source of type {@code salesforce}, under {@code leadloop.crm.sources.<name>}. Without any:
 * webhooks only.
 *
 * @param baseUrl My Domain, {@code https://<name>.my.salesforce.com}
 * @param clientId consumer key of the External Client App
 * @param clientSecret for client credentials, or beside a refresh token
 * @param refreshToken signs in by refresh token
 * @param username in whose name, for JWT bearer
 * @param privateKeyFile PEM in PKCS#8, for JWT bearer
 * @param audience {@code https://test.salesforce.com} for a sandbox organisation; JWT bearer only
 * @param tokenUri null for My Domain's
 * @param apiVersion of the REST API, such as {@code v66.0}
 * @param sweep whether the organisation is swept for lost webhooks
 * @param historyLookBack stage changes that are older are not looked up any more
 * @param maxApiShare share of the organisation's daily requests above which the sweep waits, 0 to 1
 * @param writeBack where the states of conversions are written
 */
@BoundPerSource
@ConfigurationProperties("leadloop.crm.sources.salesforce")
record SalesforceApiProperties(
        @Nullable URI baseUrl,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String refreshToken,
        @Nullable String username,
        @Nullable Path privateKeyFile,
        @DefaultValue("https://login.salesforce.com") String audience,
        @Nullable URI tokenUri,
        @DefaultValue("v66.0") String apiVersion,
        @DefaultValue("true") boolean sweep,
        @DefaultValue("90d") Duration historyLookBack,
        @DefaultValue("0.8") double maxApiShare,
        @DefaultValue WriteBack writeBack) {

    /**
     * Where the states of conversions are written. Without any: off.
     *
     * @param object a custom object, or Opportunity or Lead themselves
     * @param keyField external id of the custom object that takes our key; empty for Opportunity and Lead
     * @param fields Salesforce field by our key: state, stage, destination, reason, time, deal, lead
     * @param userId the user that LeadLoop signs in as, to recognise its own changes in webhooks
     */
    record WriteBack(
            @Nullable String object,
            @Nullable String keyField,
            @DefaultValue Map<String, String> fields,
            @Nullable String userId) {

        static final Set<String> FACTS = Set.of("state", "stage", "destination", "reason", "time", "deal", "lead");

        boolean isOn() {
            return object != null;
        }

        boolean isOwnObject() {
            return keyField != null && !keyField.isBlank();
        }

        void mistakes(String prefix, List<String> mistakes) {
            if (object == null) {
                return;
            }
            if (!isOwnObject() && !object.equals("Opportunity") && !object.equals("Lead")) {
                mistakes.add(prefix + ".key-field (the external id of " + object + ")");
            }
            if (fields.isEmpty() || !FACTS.containsAll(fields.keySet())) {
                mistakes.add(prefix + ".fields.<"
                        + String.join("|", FACTS.stream().sorted().toList()) + ">");
            }
            Stream.concat(Stream.of(object), Stream.concat(Stream.ofNullable(keyField), fields.values().stream()))
                    .filter(it -> !it.isBlank() && !Soql.isName(it))
                    .forEach(it -> mistakes.add(prefix + ": '" + it + "' is no name of a field or an object"));
        }
    }

    boolean isOn() {
        return Stream.of(baseUrl, clientId, clientSecret, refreshToken, username, privateKeyFile)
                .anyMatch(SalesforceApiProperties::isSet);
    }

    boolean isJwtBearer() {
        return privateKeyFile != null;
    }

    boolean isRefreshing() {
        return isSet(refreshToken);
    }

    URI tokenEndpoint() {
        return tokenUri != null ? tokenUri : Objects.requireNonNull(baseUrl).resolve("/services/oauth2/token");
    }

    /** What is missing or wrong, each with its key. */
    List<String> mistakes(String prefix) {
        List<String> mistakes = new ArrayList<>();
        if (!isSet(baseUrl)) {
            mistakes.add(prefix + ".base-url (https://<your My Domain>.my.salesforce.com)");
        }
        if (!isSet(clientId)) {
            mistakes.add(prefix + ".client-id");
        }
        if (isJwtBearer() && !isSet(username)) {
            mistakes.add(prefix + ".username");
        }
        if (!isJwtBearer() && isSet(username)) {
            mistakes.add(prefix + ".private-key-file");
        }
        if (!isJwtBearer() && !isSet(username) && !isSet(clientSecret)) {
            mistakes.add(prefix + ".client-secret");
        }
        if (!apiVersion.matches("v\\d{2,3}\\.0")) {
            mistakes.add(prefix + ".api-version (such as v66.0)");
        }
        writeBack.mistakes(prefix + ".write-back", mistakes);
        return mistakes;
    }

    private static boolean isSet(@Nullable Object value) {
        return value != null && !value.toString().isBlank();
    }
}
