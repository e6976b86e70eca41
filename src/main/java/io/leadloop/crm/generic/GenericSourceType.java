package io.leadloop.crm.generic;

import io.leadloop.crm.ConsentWhenAbsent;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.lead.Consent;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Makes sources of type {@code generic}. */
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
        Verifier verifier = switch (properties.verification()) {
            case STANDARD_WEBHOOKS -> new StandardWebhooks(properties.secrets(), properties.tolerance(), clock);
            case HMAC -> new HmacSignature(properties.hmac(), properties.secrets(), properties.tolerance(), clock);
            case BASIC -> basic(properties, prefix);
            case TOKEN -> new SharedToken(properties.tokenHeader(), properties.secrets());
        };
        Consent assumed = ConsentWhenAbsent.of(properties.consentWhenAbsent(), prefix);
        FieldMap fields = properties.fields();
        if (fields == null) {
            return new GenericSource(name, verifier, assumed);
        }
        List<String> mistakes = fields.mistakes();
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(
                    "Correct the map under " + prefix + ".fields: " + String.join("; ", mistakes) + ".");
        }
        return new MappedSource(name, verifier, assumed, fields);
    }

    private static Verifier basic(GenericProperties properties, String prefix) {
        String user = properties.user();
        if (user == null || user.isBlank() || user.contains(":")) {
            throw new IllegalStateException("Set " + prefix + ".user, without a colon: verification is basic.");
        }
        return new BasicCredentials(user, properties.secrets());
    }
}
