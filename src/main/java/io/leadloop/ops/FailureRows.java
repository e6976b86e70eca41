package io.leadloop.ops;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionCauses;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionTransition;
import io.leadloop.conversion.Conversions;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.ops.desk.BulkWork;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The conversions behind a cause, for the page that lists them. */
@Component
class FailureRows {

    private static final int MOST = 200;

    private final ConversionCauses causes;
    private final Conversions conversions;
    private final Leads leads;

    FailureRows(ConversionCauses causes, Conversions conversions, Leads leads) {
        this.causes = causes;
        this.conversions = conversions;
        this.leads = leads;
    }

    record Line(Conversion conversion, @Nullable Lead lead) {}

    void show(String destination, ConversionState state, @Nullable String reason, Model model) {
        List<UUID> ids = causes.of(destination, state, reason);
        List<Conversion> found = conversions.find(ids.subList(Math.max(0, ids.size() - MOST), ids.size()));
        Map<LeadId, Lead> known =
                leads.find(found.stream().map(Conversion::lead).distinct().toList());
        model.addAttribute("total", ids.size());
        model.addAttribute("mayRetry", BulkWork.mayRetry(state));
        model.addAttribute("looks", ConversionTransition.RECONSIDER.mayBeginAt(state));
        model.addAttribute("mayDrop", BulkWork.mayDrop(state));
        model.addAttribute(
                "lines",
                found.stream().map(it -> new Line(it, known.get(it.lead()))).toList());
    }
}
