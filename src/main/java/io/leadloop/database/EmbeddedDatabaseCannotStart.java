package io.leadloop.database;

import java.nio.file.Path;

/** The embedded PostgreSQL did not come up; carries what a person can do about it on this machine. */
final class EmbeddedDatabaseCannotStart extends IllegalStateException {

    EmbeddedDatabaseCannotStart(Path data, Exception cause) {
        super("""
                The embedded PostgreSQL did not start on %s (%s). What helps:
                  - use a PostgreSQL of your own: set SPRING_DATASOURCE_URL, SPRING_DATASOURCE_USERNAME, SPRING_DATASOURCE_PASSWORD;
                  - as root, PostgreSQL needs user namespaces (the command 'unshare'): run LeadLoop as a normal user instead;
                  - on another system than Linux or macOS (amd64, arm64) there are no embedded binaries: use your own PostgreSQL;
                  - if the folder was made by another user, give it to this one or set leadloop.database.embedded.directory.""".formatted(data, cause.getMessage()), cause);
    }
}
