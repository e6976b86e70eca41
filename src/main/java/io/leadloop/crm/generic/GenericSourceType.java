package io.leadloop.crm.generic;

import io.leadloop.crm.ConsentWhenAbsent;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.crm.generic.GenericProperties.Verification;
import io.leadloop.lead.Consent;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.stereotype.Component;

/** Creates sources of type {@code generic}. */
@Component
class GenericSourceType implements CrmSourceType {

    private final Clock clock;

    GenericSourceType(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String type() {
        return "generic";
    }

    @Override
    public CrmSource create(String name, String prefix, Binder configuration) {
        GenericProperties properties = configuration.bindOrCreate(prefix, GenericProperties.class);
        if (properties.verification() == null || properties.secrets().isEmpty()) {
            throw new IllegalStateException(
                    "Set " + prefix + ".verification (standard-webhooks, hmac, token or basic) and " + prefix
                            + ".secrets: a webhook that anybody may call is no source.");
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
        return new MappedSource(name, verifier, assumed, fields);
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
