package io.leadloop.destination;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A pixel of an ad account; a tag or an event set, as each platform calls what hears events. Null stands for what the platform
 * does not tell.
 *
 * @param type in the platform's words: {@code pixel}, {@code tag}
 * @param id as the keys of an account name it
 * @param name empty for none
 * @param key of the account that names it, e.g. {@code pixel-id}; null for a pixel to which LeadLoop tells nothing
 * @param hasFired whether the platform ever heard an event of it, from whomever
 * @param lastFiredAt when it heard the last one
 */
public record AccountPixel(
        String type,
        String id,
        String name,
        State state,
        @Nullable String key,
        @Nullable Boolean hasFired,
        @Nullable Instant lastFiredAt) {

    private static final int LONGEST = 200;

    /** Texts of the platform that are longer than any of its own names are cut. */
    public AccountPixel {
        type = cut(type);
        id = cut(id);
        name = cut(name);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** What the account says of it. */
    public enum State {
        ACTIVE,
        /** Paused or switched off at the platform. */
        OFF,
        REMOVED,
        /** A key names it, and the account's list has none of that id. */
        MISSING,
        /** The platform does not tell, or in words that are not documented. */
        UNKNOWN
    }

    /**
     * The pixels of an account, the one that a key names before the others; where the account has none of that id it stands
     * there as missing.
     *
     * @param id what stands under the key; null where it is not set
     */
    public static List<AccountPixel> named(String key, String type, @Nullable String id, List<AccountPixel> pixels) {
        if (id == null || id.isBlank()) {
            return pixels;
        }
        List<AccountPixel> others =
                pixels.stream().filter(it -> !it.id().equals(id)).toList();
        AccountPixel named = pixels.stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .map(it -> new AccountPixel(
                        it.type(), it.id(), it.name(), it.state(), key, it.hasFired(), it.lastFiredAt()))
                .orElseGet(() -> new AccountPixel(type, id, "", State.MISSING, key, null, null));
        return Stream.concat(Stream.of(named), others.stream()).toList();
    }
}
