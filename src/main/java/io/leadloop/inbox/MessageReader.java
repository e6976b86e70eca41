package io.leadloop.inbox;

import java.util.Set;

/** Reads what a source's messages mean. The room crm knows each source's form. */
public interface MessageReader {

    /** The names of the sources that are configured. */
    Set<String> names();

    /** Whether the source has to be asked for more before the message can be read. */
    boolean needsLookup(String source, byte[] payload);

    /**
     * What one message means.
     *
     * @throws Untranslatable with words for an operator; the message is parked
     */
    SourceChange read(String source, byte[] payload) throws Untranslatable;
}
