package io.leadloop.conversion;

import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Money;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A conversion while it is made or changed; each part by its name. Not for more than one thread. */
public final class ConversionDraft {

    private static final int FIRST = 1;

    private UUID id;
    private final LeadId lead;
    private final String dealId;
    private final String stage;
    private int sequence;
    private ConversionType type;
    private @Nullable UUID adjusts;
    private final String destination;
    private String action;
    private final StageKind kind;
    private ConversionRole role;
    private String dedupeKey;
    private Instant occurredAt;
    private @Nullable Money value;
    private String valueRule;
    private @Nullable CurrencyConversion currencyConversion;
    private @Nullable UUID clickId;
    private ConversionState state;
    private @Nullable String reason;
    private @Nullable String detail;
    private @Nullable Instant notBefore;
    private @Nullable Instant sendBefore;
    private int attempts;
    private Instant createdAt;
    private Instant updatedAt;

    /** A step of a stage that is to be sent, first of its chain; everything else is still to be said. */
    public static ConversionDraft step(Lead lead, String dealId, Stage stage, String destination, Instant now) {
        return new ConversionDraft(new Conversion(
                Conversion.nextId(),
                lead.id(),
                dealId,
                stage.id(),
                FIRST,
                ConversionType.CONVERSION,
                null,
                destination,
                "",
                stage.kind(),
                ConversionRole.SECONDARY,
                DedupeKey.of(lead.externalId(), dealId, stage.id(), destination),
                now,
                null,
                "",
                null,
                null,
                ConversionState.PLANNED,
                null,
                null,
                null,
                null,
                0,
                now,
                now));
    }

    ConversionDraft(Conversion it) {
        this.id = it.id();
        this.lead = it.lead();
        this.dealId = it.dealId();
        this.stage = it.stage();
        this.sequence = it.sequence();
        this.type = it.type();
        this.adjusts = it.adjusts();
        this.destination = it.destination();
        this.action = it.action();
        this.kind = it.kind();
        this.role = it.role();
        this.dedupeKey = it.dedupeKey();
        this.occurredAt = it.occurredAt();
        this.value = it.value();
        this.valueRule = it.valueRule();
        this.currencyConversion = it.currencyConversion();
        this.clickId = it.clickId();
        this.state = it.state();
        this.reason = it.reason();
        this.detail = it.detail();
        this.notBefore = it.notBefore();
        this.sendBefore = it.sendBefore();
        this.attempts = it.attempts();
        this.createdAt = it.createdAt();
        this.updatedAt = it.updatedAt();
    }

    public ConversionDraft id(UUID it) {
        this.id = it;
        return this;
    }

    /** Its place in the chain of the conversion that it is a copy of; its key follows from that one's. */
    public ConversionDraft sequence(int it) {
        this.sequence = it;
        this.dedupeKey = DedupeKey.after(dedupeKey, it);
        return this;
    }

    /** Its place after the last of its chain; its key follows from that one's. */
    public ConversionDraft after(Conversion last) {
        this.sequence = last.sequence() + 1;
        this.dedupeKey = DedupeKey.after(last.dedupeKey(), sequence);
        return this;
    }

    public ConversionDraft type(ConversionType it) {
        this.type = it;
        return this;
    }

    public ConversionDraft adjusts(@Nullable UUID it) {
        this.adjusts = it;
        return this;
    }

    public ConversionDraft action(String it) {
        this.action = it;
        return this;
    }

    public ConversionDraft role(ConversionRole it) {
        this.role = it;
        return this;
    }

    public ConversionDraft occurredAt(Instant it) {
        this.occurredAt = it;
        return this;
    }

    public ConversionDraft value(@Nullable Money it) {
        this.value = it;
        return this;
    }

    public ConversionDraft valueRule(String it) {
        this.valueRule = it;
        return this;
    }

    public ConversionDraft currencyConversion(@Nullable CurrencyConversion it) {
        this.currencyConversion = it;
        return this;
    }

    public ConversionDraft clickId(@Nullable UUID it) {
        this.clickId = it;
        return this;
    }

    public ConversionDraft state(ConversionState it) {
        this.state = it;
        return this;
    }

    public ConversionDraft reason(@Nullable String it) {
        this.reason = it;
        return this;
    }

    public ConversionDraft detail(@Nullable String it) {
        this.detail = it;
        return this;
    }

    public ConversionDraft notBefore(@Nullable Instant it) {
        this.notBefore = it;
        return this;
    }

    public ConversionDraft sendBefore(@Nullable Instant it) {
        this.sendBefore = it;
        return this;
    }

    public ConversionDraft attempts(int it) {
        this.attempts = it;
        return this;
    }

    public ConversionDraft createdAt(Instant it) {
        this.createdAt = it;
        return this;
    }

    public ConversionDraft updatedAt(Instant it) {
        this.updatedAt = it;
        return this;
    }

    /** The conversion as it was written down. */
    public Conversion done() {
        return new Conversion(
                id,
                lead,
                dealId,
                stage,
                sequence,
                type,
                adjusts,
                destination,
                action,
                kind,
                role,
                dedupeKey,
                occurredAt,
                value,
                valueRule,
                currencyConversion,
                clickId,
                state,
                reason,
                detail,
                notBefore,
                sendBefore,
                attempts,
                createdAt,
                updatedAt);
    }
}
