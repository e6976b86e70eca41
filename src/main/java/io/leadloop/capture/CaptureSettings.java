package io.leadloop.capture;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Capture of click ids on one's own websites, {@code leadloop.capture.*}.
 *
 * @param sites the websites by a name of one's choice, each with the origins of its pages such as
 *     {@code https://www.example.com}, every host in its own right; without any, nothing is taken
 * @param keep how long click ids wait for the lead that carries their reference
 * @param perAddress most captures of one address of the internet in a minute
 * @param perSite most captures of one site in a minute, on each node
 * @param perDay most captures of one site in a day, on each node
 */
@ConfigurationProperties("leadloop.capture")
public record CaptureSettings(
        @DefaultValue Map<String, List<String>> sites,
        @DefaultValue("90d") Duration keep,
        @DefaultValue("30") int perAddress,
        @DefaultValue("600") int perSite,
        @DefaultValue("50000") int perDay) {

    public CaptureSettings {
        sites.forEach((name, origins) -> Assert.isTrue(
                !origins.isEmpty()
                        && origins.stream().allMatch(CaptureSettings::isOrigin)
                        && !name.equals(CaptureDoor.TEST_SITE),
                "leadloop.capture.sites." + name
                        + " has to name origins such as https://www.example.com, without a path; and no site may be"
                        + " called " + CaptureDoor.TEST_SITE));
    }

    private static boolean isOrigin(String origin) {
        try {
            URI uri = URI.create(origin);
            return uri.getHost() != null
                    && (uri.getRawPath() == null || uri.getRawPath().isEmpty())
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public boolean isOn() {
        return !sites.isEmpty();
    }

    /** The name of the site whose page asks from that origin, as a browser writes it. */
    Optional<String> siteOf(String origin) {
        String asked = origin.toLowerCase(Locale.ROOT);
        return sites.entrySet().stream()
                .filter(it -> it.getValue().stream().anyMatch(asked::equalsIgnoreCase))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
