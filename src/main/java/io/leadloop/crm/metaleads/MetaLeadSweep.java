package io.leadloop.crm.metaleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmSweep;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.FormTranslation;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The leads of the Page's forms since a mark, one form at a time, each whole, so that Meta is not asked again; and single leads
 * again. The mark's place is the end of the stretch and the form that was read last, {@code <seconds>:<form>}.
 */
final class MetaLeadSweep implements CrmSweep, CrmReread {

    /** Its webhook shall come first where there is one. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private final MetaLeadClient meta;
    private final List<String> forms;
    private final String page;
    private final FormTranslation translation;
    private final Clock clock;

    /** @param forms all of the Page's where it is empty */
    MetaLeadSweep(MetaLeadClient meta, List<String> forms, String page, FormTranslation translation, Clock clock) {
        this.meta = meta;
        this.forms = forms;
        this.page = page;
        this.translation = translation;
        this.clock = clock;
    }

    @Override
    public List<String> sweptRecords() {
        return List.of("Lead");
    }

    @Override
    public Page changesSince(String record, Mark mark) throws CrmUnavailable {
        int colon = mark.id().indexOf(':');
        Instant end = colon < 0
                ? clock.instant().minus(SETTLING)
                : Instant.ofEpochSecond(Long.parseLong(mark.id().substring(0, colon)));
        String last = colon < 0 ? "" : mark.id().substring(colon + 1);
        if (!end.isAfter(mark.at())) {
            return new Page(List.of(), new Mark(mark.at(), ""), false);
        }
        List<String> left = (forms.isEmpty() ? meta.forms() : forms)
                .stream()
                        .distinct()
                        .sorted()
                        .filter(it -> it.compareTo(last) > 0)
                        .toList();
        List<Delivery> changes = new ArrayList<>();
        if (!left.isEmpty()) {
            for (JsonNode lead : meta.leads(left.get(0), mark.at())) {
                changes.add(delivery("sweep:", lead));
            }
        }
        boolean more = left.size() > 1;
        return new Page(
                changes,
                more ? new Mark(mark.at(), end.getEpochSecond() + ":" + left.get(0)) : new Mark(end, ""),
                more);
    }

    @Override
    public List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable {
        List<Delivery> found = new ArrayList<>();
        for (String id : CrmReread.ids(records, RecordType.LEAD)) {
            if (MetaLeadEvent.isId(id)) {
                meta.lead(id).ifPresent(it -> found.add(delivery("", it)));
            }
        }
        return found;
    }

    private Delivery delivery(String prefix, JsonNode lead) {
        try {
            String id = MetaLead.of(lead).id();
            CrmMessage message = CrmMessage.of(MetaLeadEvent.found(id, page));
            return new Delivery(
                    prefix + "leadgen:" + id,
                    id,
                    translation
                            .keep(message, MetaLead.of(lead))
                            .asked(clock.instant())
                            .bytes());
        } catch (Untranslatable broken) {
            return CrmMessage.broken(MetaLeadEvent.found(lead.path("id").asText(""), page));
        }
    }
}
