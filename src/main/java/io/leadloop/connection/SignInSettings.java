package io.leadloop.connection;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where people say yes, in place of the platforms' own addresses: for sandboxes and national clouds. */
@ConfigurationProperties("leadloop.connections.oauth")
record SignInSettings(
        @DefaultValue Place googleAds,
        @DefaultValue Place googleAdsLegacy,
        @DefaultValue Place linkedin,
        @DefaultValue Place microsoftAds,
        @DefaultValue Place hubspot,
        @DefaultValue Place salesforce) {

    /**
     * Of one type of connection.
     *
     * @param authorizeUri where "Connect with ..." leads; none for the platform's own address
     */
    record Place(@Nullable URI authorizeUri) {}

    Optional<URI> authorizeUri(String type) {
        Place place = switch (type) {
            case "google-ads" -> googleAds;
            case "google-ads-legacy" -> googleAdsLegacy;
            case "linkedin" -> linkedin;
            case "microsoft-ads" -> microsoftAds;
            case "hubspot" -> hubspot;
            case "salesforce" -> salesforce;
            default -> new Place(null);
        };
        return Optional.ofNullable(place.authorizeUri());
    }
}
