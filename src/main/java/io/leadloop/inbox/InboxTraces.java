package io.leadloop.inbox;

import io.leadloop.inbox.Inbox.Claimed;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.LeadEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds waiting events of a person who is to be erased, also of one who is no lead yet. Payloads are encrypted, so each
 * one is decrypted and parsed: about a second for 50,000 events.
 */
@Component
public class InboxTraces {

    private static final int PAGE = 1_000;

    private final Inbox inbox;
    private final InboxReader reader;

    InboxTraces(Inbox inbox, InboxReader reader) {
        this.inbox = inbox;
        this.reader = reader;
    }

    /** An event of the person, and the CRM records that it speaks of. */
    public record Trace(long id, Set<ExternalId> records) {}

    /**
     * The identifiers of the person; an event matches by any one of them.
     *
     * @param crmIds the id of a lead, contact or deal in any source, in each of its forms
     * @param email as it was typed: payloads that cannot be parsed are searched for it as text
     * @param hashes of mail and phone in the forms of {@link HashedContact#email} and {@link HashedContact#phoneE164}
     * @param clicks click ids that nobody else has
     */
    public record Marks(
            Set<String> crmIds,
            @Nullable String email,
            Set<ExternalId> records,
            Set<String> hashes,
            Set<String> clicks) {}

    public List<Trace> find(Marks marks) {
        List<Trace> found = new ArrayList<>();
        List<Long> undone = inbox.undone();
        for (int from = 0; from < undone.size(); from += PAGE) {
            for (Claimed message : inbox.peek(undone.subList(from, Math.min(from + PAGE, undone.size())))) {
                Trace trace = trace(message, marks);
                if (trace != null) {
                    found.add(trace);
                }
            }
        }
        return found;
    }

    private @Nullable Trace trace(Claimed message, Marks marks) {
        try {
            if (reader.read(message) instanceof SourceChange.Event event) {
                Set<ExternalId> records = recordsOf(event.event());
                return isOf(event.event(), records, marks) ? new Trace(message.id(), records) : null;
            }
            return null;
        } catch (Untranslatable unreadable) {
            return holdsText(message, marks) ? new Trace(message.id(), Set.of()) : null;
        }
    }

    private static Set<ExternalId> recordsOf(LeadEvent event) {
        Set<ExternalId> records = new HashSet<>(event.aliases());
        records.add(event.subject());
        return records;
    }

    private static boolean isOf(LeadEvent event, Set<ExternalId> records, Marks marks) {
        return records.stream()
                        .anyMatch(it ->
                                marks.records().contains(it) || marks.crmIds().contains(it.id()))
                || Stream.of(event.contact().email(), event.contact().phoneE164())
                        .anyMatch(it -> it != null && marks.hashes().contains(it))
                || event.clickIds().stream().map(ClickId::value).anyMatch(marks.clicks()::contains);
    }

    /** A payload that cannot be parsed is searched as text. */
    private boolean holdsText(Claimed message, Marks marks) {
        try {
            String text = new String(inbox.open(message), StandardCharsets.UTF_8);
            String email = marks.email();
            return email != null && text.toLowerCase(Locale.ROOT).contains(email.toLowerCase(Locale.ROOT))
                    || marks.clicks().stream().anyMatch(text::contains);
        } catch (Untranslatable sealedForGood) {
            return false;
        }
    }
}
