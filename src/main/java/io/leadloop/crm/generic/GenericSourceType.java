package io.leadloop.crm.generic;

import io.leadloop.crm.ConsentWhenAbsent;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import java.time.Clock;
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
            throw new IllegalStateException("Set " + prefix + ".verification (standard-webhooks, hmac or token) and "
                    + prefix + ".secrets: a webhook that anybody may call is no source.");
        }
        Verifier verifier = switch (properties.verification()) {
            case STANDARD_WEBHOOKS -> new StandardWebhooks(properties.secrets(), properties.tolerance(), clock);
            case HMAC -> new HmacSignature(properties.hmac(), properties.secrets(), properties.tolerance(), clock);
            case TOKEN -> new SharedToken(properties.tokenHeader(), properties.secrets());
        };
        return new GenericSource(name, verifier, ConsentWhenAbsent.of(properties.consentWhenAbsent(), prefix));
    }
}
