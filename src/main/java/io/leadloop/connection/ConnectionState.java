package io.leadloop.connection;

/** Whether a connection works. Pausing an ad account is another thing: a paused one takes conversions and keeps them. */
public enum ConnectionState {
    /** Typed, perhaps not whole; nothing goes through it. */
    DRAFT,
    ON,
    /** It was on: what is planned for it says that the account is off. */
    OFF,
    /** Gone from the pages; its name is free again. */
    REMOVED
}
