package io.leadloop.crm.tiktokleads;

import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSourceType;
import io.leadloop.crm.FormFields;
import io.leadloop.crm.FormTranslation;
import io.leadloop.crm.PushedForm;
import io.leadloop.crm.SourceSettings;
import io.leadloop.lead.ClickIdKind;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Creates sources of type {@code tiktok-leads}. */
@Component
class TikTokLeadsSourceType implements CrmSourceType {

    @Override
    public String type() {
        return "tiktok-leads";
    }

    @Override
    public Optional<ClickIdKind> leadId() {
        return Optional.of(ClickIdKind.TIKTOK_LEAD_ID);
    }

    @Override
    public CrmSource create(String name, String prefix, Binder configuration) {
        TikTokLeadsProperties properties = configuration.bindOrCreate(prefix, TikTokLeadsProperties.class);
        new SourceSettings(prefix)
                .secrets(
                        properties.secrets(),
                        "\\S{8,}",
                        "secrets (the app's secret, TikTok for Business developer portal, My Apps)")
                .clickIdFields(properties.clickIdFields())
                .check();
        return new PushedForm(
                new TikTokDoor(properties.secrets(), properties.advertiserIds()),
                new TikTokLead(),
                TikTokLead::canonicalId,
                new FormTranslation(name, "tiktok", FormFields.of(prefix, properties), Set.of(), TikTokLead::clicks));
    }
}
