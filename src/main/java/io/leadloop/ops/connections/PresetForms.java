package io.leadloop.ops.connections;

import io.leadloop.connection.ConnectionKind;
import io.leadloop.connection.ConnectionType;
import io.leadloop.crm.PresetOffer;
import io.leadloop.crm.PresetOffers;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The form of a source that is made by a preset: it asks for what only the source's owner knows. */
@Component
class PresetForms {

    /** The type of sources that presets are of, and its key. */
    static final String TYPE = "generic";

    static final String KEY = "preset";

    /** What a preset says of itself, so that nobody has to type it. */
    private static final Set<String> SAID = Set.of("verification", "user");

    private static final int FRESH_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PresetOffers presets;

    PresetForms(PresetOffers presets) {
        this.presets = presets;
    }

    List<PresetOffer> all() {
        return presets.all();
    }

    /** Empty without a preset, and for one that there is not. */
    Optional<PresetOffer> find(ConnectionType type, @Nullable String preset) {
        return type.kind() == ConnectionKind.SOURCE && type.id().equals(TYPE) && preset != null
                ? presets.find(preset.strip())
                : Optional.empty();
    }

    ConnectionType asking(ConnectionType type, @Nullable String preset) {
        return find(type, preset).map(offer -> type.asking(asked(offer), SAID)).orElse(type);
    }

    /** A secret that nobody can guess, for whoever has to make one up; it is shown once and kept nowhere. */
    static String freshSecret() {
        byte[] bytes = new byte[FRESH_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Map<String, String> asked(PresetOffer offer) {
        Map<String, String> asked = new LinkedHashMap<>();
        for (PresetOffer.Ask ask : offer.asks()) {
            String member = ask.key().substring(ask.key().lastIndexOf('.') + 1);
            boolean isMember =
                    ask.key().startsWith("fields.click-ids.") || ask.key().startsWith("read-back.headers.");
            asked.put(
                    ask.key(),
                    Character.toUpperCase(ask.words().charAt(0)) + ask.words().substring(1) + ", such as "
                            + (isMember ? member + " = " : "") + ask.example());
        }
        return asked;
    }
}
