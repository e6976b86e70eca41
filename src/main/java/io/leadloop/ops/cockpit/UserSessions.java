package io.leadloop.ops.cockpit;

import io.leadloop.database.AfterCommit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** Ends the sessions of a user whose rights or password changed, on all nodes. */
@Component
class UserSessions {

    private final ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> sessions;

    UserSessions(ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> sessions) {
        this.sessions = sessions;
    }

    /** Once the transaction of the change has committed: before, a session could be read anew with the old rights. */
    void end(String user) {
        AfterCommit.run(() -> endNow(user));
    }

    private void endNow(String user) {
        sessions.ifAvailable(it -> it.findByPrincipalName(user).keySet().forEach(it::deleteById));
    }
}
