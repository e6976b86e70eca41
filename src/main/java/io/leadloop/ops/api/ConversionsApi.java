package io.leadloop.ops.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionAttempt;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.LeadId;
import io.leadloop.ops.desk.BadInput;
import io.leadloop.ops.desk.Desk;
import io.leadloop.ops.desk.TypedMoney;
import io.leadloop.ops.desk.TypedTime;
import io.leadloop.process.ConversionCorrection;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Conversions with their attempts, and what an operator may do with them. */
@RestController
@RequestMapping({"/api/conversions", "/camunda/api/leadloop/conversions"})
class ConversionsApi {

    private static final int MAX = 1_000;

    private final Conversions conversions;
    private final ConversionLedger ledger;
    private final Desk desk;

    ConversionsApi(Conversions conversions, ConversionLedger ledger, Desk desk) {
        this.conversions = conversions;
        this.ledger = ledger;
        this.desk = desk;
    }

    record ConversionFile(Conversion conversion, List<ConversionAttempt> attempts) {}

    /** The newest conversions first. */
    @GetMapping
    List<Conversion> list(
            @RequestParam(name = "lead", required = false) @Nullable UUID lead,
            @RequestParam(name = "destination", required = false) @Nullable String destination,
            @RequestParam(name = "state", required = false) @Nullable ConversionState state,
            @RequestParam(name = "limit", defaultValue = "100") int limit) {
        return conversions.search(
                lead == null ? null : new LeadId(lead), destination, state, Math.max(1, Math.min(limit, MAX)));
    }

    @GetMapping("/{id}")
    ConversionFile get(@PathVariable UUID id) {
        Conversion found = conversions.find(id).orElseThrow(() -> new NotFound("There is no conversion " + id + "."));
        return new ConversionFile(found, ledger.attempts(id));
    }

    /** Sends it again under the same key. */
    @PostMapping("/{id}/retry")
    Conversion retry(@PathVariable UUID id, @RequestBody(required = false) @Nullable Comment said, Principal who) {
        return desk.retry(id, who.getName(), said == null ? null : said.comment());
    }

    /** Gives it up. */
    @PostMapping("/{id}/drop")
    Conversion drop(@PathVariable UUID id, @RequestBody(required = false) @Nullable Comment said, Principal who) {
        return desk.drop(id, who.getName(), said == null ? null : said.comment());
    }

    /** Why, for the audit log. */
    record Comment(@Nullable String comment) {}

    /**
     * What is corrected of a conversion that the platform refused; what is left out stays.
     *
     * @param amount in major units, with the currency
     * @param clickKind e.g. {@code gclid}, with the click id byte for byte
     * @param clickedAt when the click happened; left out, the time of the click that it replaces
     * @param comment why, required
     */
    record CorrectionRequest(
            @Nullable JsonNode amount,
            @Nullable String currency,
            @Nullable String clickKind,
            @Nullable String clickId,
            @Nullable String clickedAt,
            @Nullable String comment) {

        ConversionCorrection.Correction correction() {
            if (comment == null || comment.isBlank()) {
                throw new BadInput("Say why in 'comment': the platform is told what the CRM did not say.");
            }
            if ((clickKind == null) != (clickId == null)) {
                throw new BadInput("Give 'clickKind' and 'clickId' together.");
            }
            return new ConversionCorrection.Correction(
                    TypedMoney.of(amount, currency),
                    clickKind == null || clickId == null
                            ? null
                            : ClickId.of(kind(clickKind), clickId, TypedTime.exact("clickedAt", clickedAt)));
        }

        private static ClickIdKind kind(String key) {
            return ClickIdKind.ofKey(key)
                    .orElseThrow(() -> new BadInput("No platform knows the click kind '" + key + "'."));
        }
    }

    /** Corrects a conversion that the platform refused and sends it again under its key. */
    @PostMapping("/{id}/correct")
    Conversion correct(@PathVariable UUID id, @RequestBody CorrectionRequest request, Principal who) {
        return desk.correct(id, request.correction(), who.getName(), String.valueOf(request.comment()));
    }
}
