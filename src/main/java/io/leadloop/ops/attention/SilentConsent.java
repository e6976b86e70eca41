package io.leadloop.ops.attention;

import io.leadloop.conversion.Refusal;
import io.leadloop.crm.CrmSources;
import io.leadloop.lead.Lead;
import io.leadloop.lead.Leads;
import io.leadloop.ops.attention.Attention.Severity;
import io.leadloop.planning.ConsentPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Sources that never say whether a person consents, where silence means that nothing is sent: no single lead is wrong, and none
 * of them is ever told.
 */
@Component
class SilentConsent {

    /** How many of the leads that changed last are looked at, of all sources together. */
    private static final int NEWEST = 200;

    /** One or two leads may have said nothing by chance. */
    private static final int FEW = 3;

    private final Leads leads;
    private final ConsentPolicy policy;
    private final CrmSources sources;

    SilentConsent(Leads leads, ConsentPolicy policy, CrmSources sources) {
        this.leads = leads;
        this.policy = policy;
        this.sources = sources;
    }

    /** Of sources that are connected: for those of files only, a person answered at each file. */
    List<Attention> now() {
        List<Lead> connected = leads.newest(null, NEWEST).stream()
                .filter(it -> sources.names().contains(it.externalId().source()))
                .toList();
        return of(connected, policy);
    }

    /** One line for each source of whose leads, three or more, none may be told for want of a word about consent. */
    static List<Attention> of(List<Lead> newest, ConsentPolicy policy) {
        Map<String, List<Lead>> bySource = newest.stream()
                .collect(Collectors.groupingBy(it -> it.externalId().source(), TreeMap::new, Collectors.toList()));
        List<Attention> silent = new ArrayList<>();
        bySource.forEach((source, own) -> {
            if (own.size() >= FEW && own.stream().allMatch(it -> policy.refusal(it) == Refusal.CONSENT_UNKNOWN)) {
                silent.add(line(source, own.size()));
            }
        });
        return silent;
    }

    private static Attention line(String source, int leads) {
        return new Attention(
                "consent-" + source,
                Severity.NEEDS_YOU,
                false,
                source + ":",
                leads,
                "leads that changed last, and of none is said whether the person consents: nothing of them is sent.",
                "Name the field that says it in the settings of this source, or say under leadloop.consent.when-unknown"
                        + " what silence means where the person lives.",
                null,
                "/ops/sources#" + source,
                "Look at it");
    }
}
