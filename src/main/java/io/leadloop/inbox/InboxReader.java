package io.leadloop.inbox;

import io.leadloop.inbox.Inbox.Claimed;
import org.springframework.stereotype.Component;

/** Decrypts the payload of a message and parses it by its source, or as an imported event. */
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
