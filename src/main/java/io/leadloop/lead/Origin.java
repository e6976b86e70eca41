package io.leadloop.lead;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The visit that brought a lead, as the site's form kept it: for figures only, never sent anywhere.
 *
 * @param utmSource the label of the link, e.g. {@code chatgpt.com}
 * @param landingPage host and path of the first page; its query goes, which may hold personal data
 * @param referrer the host that linked to it, without {@code www.}
 */
public record Origin(
        @Nullable String utmSource,
        @Nullable String utmMedium,
        @Nullable String utmCampaign,
        @Nullable String landingPage,
        @Nullable String referrer) {

    /**
     * @param landingPage an address, or a path of the site
     * @param referrer an address or a host
     */
    public static Origin of(
            @Nullable String utmSource,
            @Nullable String utmMedium,
            @Nullable String utmCampaign,
            @Nullable String landingPage,
            @Nullable String referrer) {
        return new Origin(
                label(utmSource), label(utmMedium), text(utmCampaign), page(text(landingPage)), host(text(referrer)));
    }

    public boolean isEmpty() {
        return Stream.of(utmSource, utmMedium, utmCampaign, landingPage, referrer)
                .allMatch(it -> it == null);
    }

    private static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable String label(@Nullable String value) {
        String text = text(value);
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String page(@Nullable String address) {
        if (address == null) {
            return null;
        }
        String bare = address.replaceFirst("[?#].*", "");
        if (bare.startsWith("/")) {
            return bare;
        }
        String host = host(bare);
        String path = bare.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "").replaceFirst("^[^/]*", "");
        return host == null ? null : host + (path.isEmpty() ? "/" : path);
    }

    private static @Nullable String host(@Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            String host = new URI(address.contains("://") ? address : "https://" + address).getHost();
            return host == null ? null : host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "");
        } catch (URISyntaxException e) {
            // An app's own scheme or a broken tag: no host that could be compared.
            return null;
        }
    }
}
