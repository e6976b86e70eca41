package io.leadloop.crm.generic;

import io.leadloop.crm.ConsentWhenAbsent;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.crm.PresetOffer;
import io.leadloop.crm.SourceGuide;
import io.leadloop.crm.SourceSettings;
import io.leadloop.crm.generic.GenericProperties.Verification;
import io.leadloop.http.OutsideHttp;
import io.leadloop.lead.Consent;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.stereotype.Component;

/** Creates sources of type {@code generic}. */
@Component
class GenericSourceType implements CrmSourceType {

    private final OutsideHttp http;
    private final Clock clock;
    private final Presets presets;

    GenericSourceType(OutsideHttp http, Clock clock, Presets presets) {
        this.http = http;
        this.clock = clock;
        this.presets = presets;
    }

    @Override
    public String type() {
        return "generic";
    }

    @Override
    public CrmSource create(String name, String prefix, Binder configuration) {
        String preset = configuration.bind(prefix + ".preset", String.class).orElse(null);
        if (preset == null) {
            return create(name, prefix, configuration, null);
        }
        PresetFile file = presets.find(preset.strip(), prefix);
        return create(name, prefix, Presets.over(file, prefix, configuration), file);
    }

    private CrmSource create(String name, String prefix, Binder configuration, @Nullable PresetFile preset) {
        GenericProperties properties = configuration.bindOrCreate(prefix, GenericProperties.class);
        checkAnswers(preset, prefix, configuration);
        boolean hasSecret = properties.verification() == Verification.ED25519
                || !properties.secrets().isEmpty();
        if (properties.verification() == null || !hasSecret) {
            throw new IllegalStateException(
                    "Set " + prefix + ".verification (standard-webhooks, hmac, token, basic, ed25519 or body) and "
                            + prefix + ".secrets: a webhook that anybody may call is no source.");
        }
        Verifier verifier = verifier(properties.verification(), properties, prefix);
        Consent assumed = ConsentWhenAbsent.of(properties.consentWhenAbsent(), prefix);
        FieldMap fields = properties.fields();
        if (fields == null) {
            return new GenericSource(name, verifier, assumed);
        }
        List<String> mistakes = fields.mistakes(verifier.namesDeliveries());
        mistakes.addAll(unknownKeys(prefix + ".fields", configuration));
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(
                    "Correct the map under " + prefix + ".fields: " + String.join("; ", mistakes) + ".");
        }
        List<String> others = SourceMistakes.besideTheMap(properties, fields);
        if (!others.isEmpty()) {
            throw new IllegalStateException("Correct under " + prefix + ": " + String.join("; ", others) + ".");
        }
        EventSplitter splitter = new EventSplitter(properties, verifier, fields, clock);
        MapReader reader = new MapReader(name, assumed, fields);
        SourceGuide guide = preset == null ? null : preset.preset().guide(preset.name());
        String crm = guide == null ? "The CRM" : guide.crm();
        return properties.readBack() == null
                ? new MappedSource(splitter, reader, guide)
                : new ReadBackSource(
                        splitter, reader, new ReadBackCalls(crm, properties.readBack(), http), guide, clock);
    }

    /** What a preset cannot know has to be set. */
    private static void checkAnswers(@Nullable PresetFile preset, String prefix, Binder configuration) {
        if (preset == null) {
            return;
        }
        SourceSettings settings = new SourceSettings(prefix);
        for (PresetOffer.Ask ask : preset.preset().asks()) {
            settings.need(
                    configuration
                            .bind(
                                    ConfigurationPropertyName.adapt(prefix + "." + ask.key(), '.'),
                                    Bindable.of(String.class))
                            .orElse(null),
                    ask.key() + " (" + ask.words() + ", for example " + ask.example() + ")");
        }
        settings.check();
    }

    private Verifier verifier(Verification how, GenericProperties properties, String prefix) {
        if (properties.secrets().stream().anyMatch(String::isBlank)) {
            throw new IllegalStateException("Correct " + prefix + ".secrets: one of them is empty.");
        }
        try {
            return switch (how) {
                case STANDARD_WEBHOOKS -> new StandardWebhooks(properties.secrets(), properties.tolerance(), clock);
                case HMAC -> new HmacSignature(properties.hmac(), properties.secrets(), properties.tolerance(), clock);
                case BASIC -> new BasicCredentials(user(properties), properties.secrets());
                case ED25519 ->
                    new Ed25519Signature(
                            properties.ed25519().header(), properties.ed25519().publicKey());
                case BODY -> new BodySecret(properties.body(), secretPlace(properties), properties.secrets());
                case TOKEN -> new SharedToken(properties.tokenHeader(), properties.secrets());
            };
        } catch (IllegalStateException e) {
            throw new IllegalStateException("Correct " + prefix + "." + e.getMessage() + ".", e);
        }
    }

    private static String user(GenericProperties properties) {
        String user = properties.user();
        if (user == null || user.isBlank() || user.contains(":")) {
            throw new IllegalStateException("user: verification basic needs one, without a colon");
        }
        return user;
    }

    private static String secretPlace(GenericProperties properties) {
        String place = properties.secretPlace();
        if (place == null || !place.startsWith("/")) {
            throw new IllegalStateException("secret-place: verification body needs one, a JSON Pointer such as /token");
        }
        return place;
    }

    /** A key that nothing reads is a typing error: the place behind it would be lost in silence. */
    private static List<String> unknownKeys(String fields, Binder configuration) {
        try {
            configuration.bind(
                    fields,
                    Bindable.of(FieldMap.class),
                    new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
            return List.of();
        } catch (BindException e) {
            if (!(e.getCause() instanceof UnboundConfigurationPropertiesException unknown)) {
                throw e;
            }
            return unknown.getUnboundProperties().stream()
                    .map(it -> it.getName().toString().substring(fields.length() + 1) + " is no key of the map")
                    .sorted()
                    .toList();
        }
    }
}
