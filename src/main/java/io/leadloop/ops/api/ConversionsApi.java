package io.leadloop.ops.api;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionAttempt;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.lead.LeadId;
import io.leadloop.process.ConversionVerbs;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Conversions with their attempts, and what an operator may do with them. */
@RestController
@RequestMapping("/api/conversions")
class ConversionsApi {

    private static final int MAX = 1_000;

    private final Conversions conversions;
    private final ConversionLedger ledger;
    private final ConversionVerbs verbs;

    ConversionsApi(Conversions conversions, ConversionLedger ledger, ConversionVerbs verbs) {
        this.conversions = conversions;
        this.ledger = ledger;
        this.verbs = verbs;
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
    Conversion retry(@PathVariable UUID id) {
        return verbs.retry(id);
    }

    /** Gives it up. */
    @PostMapping("/{id}/drop")
    Conversion drop(@PathVariable UUID id) {
        return verbs.drop(id);
    }
}
