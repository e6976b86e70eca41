package io.leadloop.crm;

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
}
