package io.leadloop.crm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A preset that a new source may be made by (docs/presets.md).
 *
 * @param verified how a webhook is verified, in words
 * @param comes what a webhook carries, in words
 * @param readBack what is asked for by the CRM's API, in words; null for a CRM that is not asked
 * @param asks keys that only the source's owner knows
 * @param guide what to know and to do in the CRM
 */
public record PresetOffer(
        String verified, String comes, @Nullable String readBack, List<Ask> asks, SourceGuide guide) {

    /**
     * @param key a key of the source
     * @param words what it is and where to find it
     * @param example one value
     */
    public record Ask(String key, String words, String example) {}
}
