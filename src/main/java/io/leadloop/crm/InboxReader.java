package io.leadloop.crm;

import io.leadloop.crm.Inbox.Claimed;
import org.springframework.stereotype.Component;

/** Opens what lies in the inbox and reads it as its source understands it. */
@Component
class InboxReader {

    private final Inbox inbox;
    private final CrmSources sources;
    private final ImportedEvents imported;

    InboxReader(Inbox inbox, CrmSources sources, ImportedEvents imported) {
        this.inbox = inbox;
        this.sources = sources;
        this.imported = imported;
    }

    CrmChange read(Claimed message) throws Untranslatable {
        if (ImportedEvents.isImported(message.deliveryKey())) {
            return imported.read(inbox.open(message));
        }
        CrmSource source = sources.find(message.source())
                .orElseThrow(() -> new Untranslatable("The source '" + message.source()
                        + "' is not configured any more. Configure it, then replay the event."));
        return source.read(inbox.open(message));
    }
}
