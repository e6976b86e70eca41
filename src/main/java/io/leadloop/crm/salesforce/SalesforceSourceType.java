package io.leadloop.crm.salesforce;

import io.leadloop.crm.ConsentWhenAbsent;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.lead.Consent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Makes sources of type {@code salesforce}. */
@Component
class SalesforceSourceType implements CrmSourceType {

    @Override
    public String type() {
        return "salesforce";
    }

    @Override
    public CrmSource create(String name, String prefix, Binder configuration) {
        SalesforceProperties properties = configuration.bindOrCreate(prefix, SalesforceProperties.class);
        String token = properties.token();
        if (token == null || token.isBlank() || properties.organizationIds().isEmpty()) {
            throw new IllegalStateException("Set " + prefix + ".token (random, at least 16 characters) and " + prefix
                    + ".organization-ids: without both anybody could send leads.");
        }
        Consent assumed = ConsentWhenAbsent.of(properties.consentWhenAbsent(), prefix);
        return new SalesforceSource(
                token, properties.organizationIds(), new SalesforceTranslation(name, properties, assumed));
    }
}
