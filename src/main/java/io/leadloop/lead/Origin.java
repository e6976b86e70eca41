package io.leadloop.lead;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The visit that brought a lead, as the site's form kept it: for figures and for rules by campaign, never sent anywhere. It
 * is no reason to refuse an event, so what is too long is cut and what nobody can see is left out.
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

    /** The longest path that is kept, in characters. */
    private static final int PAGE = 2_000;

    /** Control characters and halves of surrogate pairs, which no text of the database can hold. */
    private static final Pattern UNREADABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

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
                label(utmSource),
                label(utmMedium),
                cut(text(utmCampaign), EventLimits.TEXT),
                cut(page(text(landingPage)), PAGE),
                cut(host(text(referrer)), EventLimits.TEXT));
    }

    public boolean isEmpty() {
        return Stream.of(utmSource, utmMedium, utmCampaign, landingPage, referrer)
                .allMatch(it -> it == null);
    }

    private static @Nullable String text(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String readable = UNREADABLE.matcher(value).replaceAll("").strip();
        return readable.isEmpty() ? null : readable;
    }

    private static @Nullable String label(@Nullable String value) {
        String text = cut(text(value), EventLimits.TEXT);
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String cut(@Nullable String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        boolean splitsOne = Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, splitsOne ? most - 1 : most).strip();
    }

    private static @Nullable String page(@Nullable String address) {
        if (address == null) {
            return null;
        }
        String bare = address.replaceFirst("(?s)[?#].*", "");
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
