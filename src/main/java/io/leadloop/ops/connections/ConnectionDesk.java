package io.leadloop.ops.connections;

import io.leadloop.connection.AccountAudits;
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
import io.leadloop.pipeline.LivePipeline;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes of connections, each with its line in the audit log. */
@Component
class ConnectionDesk {

    private final Connections connections;
    private final LivePipeline live;
    private final AccountAudits audits;
    private final AuditLog audit;

    ConnectionDesk(Connections connections, LivePipeline live, AccountAudits audits, AuditLog audit) {
        this.live = live;
        this.connections = connections;
        this.audits = audits;
        this.audit = audit;
    }

    @Transactional(rollbackFor = ConnectionRefused.class)
    public Connection save(ConnectionDraft draft, String who) throws ConnectionRefused {
        Connection saved = connections.save(draft, who);
        write(
                saved.state() == ConnectionState.REMOVED
                        ? Verb.DELETE
                        : draft.basedOn() == 0 ? Verb.CREATE : Verb.UPDATE,
                saved,
                who);
        if (saved.kind() == ConnectionKind.ACCOUNT) {
            audits.askSoon(saved.name());
        }
        return saved;
    }

    /** All of them, or none where one is refused. */
    @Transactional(rollbackFor = ConnectionRefused.class)
    public void saveAll(List<ConnectionDraft> drafts, String who) throws ConnectionRefused {
        for (ConnectionDraft draft : drafts) {
            try {
                save(draft, who);
            } catch (ConnectionRefused e) {
                throw e.of(draft.kind().word() + "/" + draft.name());
            }
        }
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
        String type = connections
                .find(ConnectionKind.ACCOUNT, name)
                .map(Connection::type)
                .orElse(name);
        AccountTrial trial = connections.trial(name, live.actionOf(name, type).orElse(null));
        audit.add(who, Verb.TEST_CALL, Subject.CONNECTION, name, null, trial.words(), null);
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
