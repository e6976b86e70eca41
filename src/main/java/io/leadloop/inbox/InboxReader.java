package io.leadloop.inbox;

import io.leadloop.inbox.Inbox.Claimed;
import org.springframework.stereotype.Component;

/** Opens what lies in the inbox and reads it as its source understands it, or as the event that a file told. */
@Component
class InboxReader {

    private final Inbox inbox;
    private final MessageReader sources;
    private final ImportedEvents imported;

    InboxReader(Inbox inbox, MessageReader sources, ImportedEvents imported) {
        this.inbox = inbox;
        this.sources = sources;
        this.imported = imported;
    }

    SourceChange read(Claimed message) throws Untranslatable {
        byte[] payload = inbox.open(message);
        return message.origin() == MessageOrigin.IMPORT
                ? imported.read(payload)
                : sources.read(message.source(), payload);
    }
}
