package io.leadloop.crm;

import io.leadloop.expiry.OutsideApi;
import io.leadloop.lead.ClickIdKind;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;

/** A type of CRM: creates sources from the configuration under {@code leadloop.crm.sources.<name>}. */
public interface CrmSourceType {

    /** The value of {@code leadloop.crm.sources.<name>.type}. */
    String type();

    /**
     * Creates the source. Throws IllegalStateException that names every missing key; the application does not start
     * then.
     *
     * @param prefix {@code leadloop.crm.sources.<name>}
     */
    CrmSource create(String name, String prefix, Binder configuration);

    /** The kind of identifier by which a CRM's record names a lead of this source; empty where there is none. */
    default Optional<ClickIdKind> leadId() {
        return Optional.empty();
    }

    /** A version of the CRM's API that a source uses, with the key below the source's prefix that sets it. */
    record ApiVersion(OutsideApi api, String version, String key) {}

    /** The versions whose ends are worth watching; empty for a source that asks nobody. */
    default List<ApiVersion> apiVersions(String prefix, Binder configuration) {
        return List.of();
    }
}
