package io.leadloop.inbox;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.Origin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The click ids that were captured under references; implemented by {@code capture}. */
public interface ClickReferences {

    /**
     * A visit that was captured.
     *
     * @param clicks empty where the reference has expired
     * @param origin null where the visit told none
     */
    record Visit(List<ClickId> clicks, @Nullable Origin origin) {}

    /**
     * The visits of these references, in the caller's transaction.
     *
     * @param references as {@link io.leadloop.lead.ClickReference#in} gives them; one that is unknown is absent from the result
     */
    Map<String, Visit> find(Set<String> references);
}
