package io.leadloop.ops.connections;

import io.leadloop.connection.Connection;
import io.leadloop.connection.ConnectionDraft;
import io.leadloop.connection.ConnectionKind;
import io.leadloop.connection.ConnectionRefused;
import io.leadloop.connection.ConnectionState;
import io.leadloop.connection.Connections;
import io.leadloop.connection.SignedIn;
import io.leadloop.destination.AccountTrial;
import io.leadloop.ops.desk.AuditLog;
import io.leadloop.ops.desk.AuditLog.Subject;
import io.leadloop.ops.desk.AuditLog.Verb;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes of connections, each with its line in the audit log. */
@Component
class ConnectionDesk {

    private final Connections connections;
    private final AuditLog audit;

    ConnectionDesk(Connections connections, AuditLog audit) {
        this.connections = connections;
        this.audit = audit;
    }

    @Transactional(rollbackFor = ConnectionRefused.class)
    public Connection save(ConnectionDraft draft, String who) throws ConnectionRefused {
        Connection saved = connections.save(draft, who);
        write(draft.basedOn() == 0 ? Verb.CREATE : Verb.UPDATE, saved, who);
        return saved;
    }

    @Transactional(rollbackFor = ConnectionRefused.class)
    public Connection put(ConnectionKind kind, String name, ConnectionState state, int basedOn, String who)
            throws ConnectionRefused {
        Connection changed = connections.put(kind, name, state, basedOn, who);
        write(state == ConnectionState.REMOVED ? Verb.DELETE : Verb.UPDATE, changed, who);
        return changed;
    }

    @Transactional(rollbackFor = ConnectionRefused.class)
    public Connection take(SignedIn given, String who) throws ConnectionRefused {
        Connection changed = connections.take(given, who);
        write(Verb.UPDATE, changed, who);
        return changed;
    }

    /** Not in a transaction: the platform may take its time. */
    public AccountTrial trial(String name, String who) throws ConnectionRefused {
        AccountTrial trial = connections.trial(name);
        audit.add(
                who,
                Verb.TEST_CALL,
                Subject.CONNECTION,
                name,
                null,
                trial.lines().stream().map(AccountTrial.Line::words).collect(Collectors.joining(" ")),
                null);
        return trial;
    }

    private void write(Verb verb, Connection it, String who) {
        String keys = connections.history(it.kind(), it.name()).stream()
                .findFirst()
                .map(change -> String.join(", ", change.keys()))
                .orElse("");
        audit.add(
                who,
                verb,
                Subject.CONNECTION,
                it.name(),
                null,
                it.type() + ", " + ConnectionWords.of(it.state()) + (keys.isEmpty() ? "" : ", changed: " + keys),
                null);
    }
}
