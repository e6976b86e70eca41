package io.leadloop.crm.googleleads;

import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.crm.FormFields;
import io.leadloop.crm.FormTranslation;
import io.leadloop.crm.PushedForm;
import io.leadloop.crm.SourceSettings;
import java.time.Clock;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Creates sources of type {@code google-leads}. */
@Component
class GoogleLeadsSourceType implements CrmSourceType {

    private final Clock clock;

    GoogleLeadsSourceType(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String type() {
        return "google-leads";
    }

    @Override
    public CrmSource create(String name, String prefix, Binder configuration) {
        GoogleLeadsProperties properties = configuration.bindOrCreate(prefix, GoogleLeadsProperties.class);
        new SourceSettings(prefix)
                .secrets(
                        properties.secrets(),
                        "\\S{8,}",
                        "secrets (the key under Webhook integration of the lead form in Google Ads, at least 8 characters: you make it up)")
                .clickIdFields(properties.clickIdFields())
                .check();
        return new PushedForm(
                new GoogleLeadDoor(properties.secrets(), clock),
                new GoogleLead(),
                GoogleLead::canonicalId,
                new FormTranslation(
                        name,
                        "google",
                        FormFields.of(prefix, properties),
                        Set.of(GoogleLead.GCL_ID),
                        GoogleLead::clicks));
    }
}
