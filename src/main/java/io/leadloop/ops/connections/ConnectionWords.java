package io.leadloop.ops.connections;

import io.leadloop.connection.ConnectionState;

/** The states of connections for people. */
final class ConnectionWords {

    private ConnectionWords() {}

    static String of(ConnectionState state) {
        return switch (state) {
            case DRAFT -> "draft";
            case ON -> "on";
            case OFF -> "switched off";
            case REMOVED -> "removed";
        };
    }
}
