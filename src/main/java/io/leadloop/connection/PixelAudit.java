package io.leadloop.connection;

import io.leadloop.connection.AuditFinding.Kind;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.DestinationProfile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the pixels that the keys of an account name with those that the account has. Asks nobody and keeps nothing. */
final class PixelAudit {

    private PixelAudit() {}

    /** What is wrong with the pixels to which conversions are told. */
    static List<AuditFinding> of(DestinationProfile profile, List<AccountPixel> pixels) {
        return pixels.stream()
                .flatMap(it -> finding(profile, it, it.key()).stream())
                .toList();
    }

    private static Optional<AuditFinding> finding(
            DestinationProfile profile, AccountPixel pixel, @Nullable String key) {
        if (key == null) {
            return Optional.empty();
        }
        String named = "The " + pixel.type() + " " + (pixel.name().isEmpty() ? pixel.id() : "'" + pixel.name() + "'")
                + ", which " + key + " names,";
        return switch (pixel.state()) {
            case MISSING ->
                found(
                        Kind.PIXEL_MISSING,
                        named
                                + " is not in the ad account's list: unless another account shares it with this one, ads of"
                                + " this one learn nothing of what is told.",
                        "Check " + key + " and the id of the ad account.");
            case OFF ->
                found(
                        Kind.PIXEL_OFF,
                        named + " is paused or switched off in the account: what it hears is not counted.",
                        "Switch it on in the account, or set " + key + " to another one.");
            case REMOVED ->
                found(
                        Kind.PIXEL_OFF,
                        named + " is removed in the account: what it hears is not counted.",
                        "Set " + key + " to another one.");
            case ACTIVE, UNKNOWN ->
                Boolean.FALSE.equals(pixel.hasFired())
                        ? found(
                                Kind.PIXEL_SILENT,
                                named + " never fired: " + profile.type()
                                        + " heard no event of it, from a website or from" + " LeadLoop.",
                                "If conversions were told already, check " + key
                                        + "; else the first one will end this.")
                        : Optional.empty();
        };
    }

    private static Optional<AuditFinding> found(Kind kind, String what, String fix) {
        return Optional.of(new AuditFinding(kind, "", what, fix, null, false));
    }
}
