package io.leadloop.crm.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.pipedrive.PipedriveEvent.Entity;
import org.jspecify.annotations.Nullable;

/** Reads from Pipedrive what a webhook leaves out: the person of a deal or lead, and the name of the deal's stage. */
final class PipedriveLookup implements RestCrmParts.Lookup<PipedriveEvent> {

    static final String DEAL = "deal";
    static final String PERSON = "person";
    static final String STAGE = "stage";

    private final PipedriveClient pipedrive;
    private final PipedriveStages stages;

    PipedriveLookup(PipedriveClient pipedrive, PipedriveStages stages) {
        this.pipedrive = pipedrive;
        this.stages = stages;
    }

    @Override
    public void complete(PipedriveEvent event, CrmMessage message) throws CrmUnavailable {
        JsonNode deal = deal(event);
        if (deal != null) {
            message.with(DEAL, deal).with(STAGE, stages.name(new PipedriveRecord(deal).raw("stage_id")));
        }
        String person =
                event.entity() == Entity.PERSON ? event.id() : new PipedriveRecord(event.data()).raw("person_id");
        if (PipedriveEvent.isId(person)) {
            pipedrive.person(person).ifPresent(it -> message.with(PERSON, it));
        }
    }

    /** A person's news are told at the deal that changed last. */
    private @Nullable JsonNode deal(PipedriveEvent event) throws CrmUnavailable {
        return switch (event.entity()) {
            case DEAL -> event.data();
            case PERSON -> pipedrive.newestDeal(event.id()).orElse(null);
            default -> null;
        };
    }
}
