package io.leadloop.inbox;

import java.util.Set;

/** Parses messages of the inbox; implemented by {@code crm}, which knows each source's format. */
public interface MessageReader {

    /** The names of the sources that are configured. */
    Set<String> names();

    /** Whether the message needs data from the CRM's API first. */
    boolean needsLookup(String source, byte[] payload);

    /**
     * Parses one message.
     *
     * @throws Untranslatable if it cannot be parsed; the message becomes PARKED with the exception's message
     */
    SourceChange read(String source, byte[] payload) throws Untranslatable;
}
