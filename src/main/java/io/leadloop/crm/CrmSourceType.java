package io.leadloop.crm;

import org.springframework.boot.context.properties.bind.Binder;

/** A kind of CRM; makes a source from the configuration under {@code leadloop.crm.sources.<name>}. */
public interface CrmSourceType {

    /** The value of {@code leadloop.crm.sources.<name>.type}. */
    String type();

    /**
     * Makes the source; throws IllegalStateException that names every missing key at once.
     *
     * @param prefix {@code leadloop.crm.sources.<name>}
     */
    CrmSource create(String name, String prefix, Binder configuration);
}
