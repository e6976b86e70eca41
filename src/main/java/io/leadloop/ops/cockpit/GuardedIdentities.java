package io.leadloop.ops.cockpit;

import io.leadloop.ops.desk.AuditLog;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.IdentityOperationResult;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;

/**
 * The engine's users and groups with three rules more, whoever asks (Admin, REST, identity provider): somebody always is an
 * administrator; wrong passwords slow the one who guesses down instead of locking out the one who knows; and sessions end with
 * the user, a right that is lost, or the password.
 */
class GuardedIdentities extends DbIdentityServiceProvider {

    private static final String ADMINISTRATORS = Groups.ADMINISTRATORS;

    private final SignInAttempts attempts;
    private final AuditLog audit;
    private final UserSessions sessions;

    GuardedIdentities(SignInAttempts attempts, AuditLog audit, UserSessions sessions) {
        this.attempts = attempts;
        this.audit = audit;
        this.sessions = sessions;
    }

    @Override
    public IdentityOperationResult saveUser(User user) {
        String before = ((UserEntity) user).getPassword();
        IdentityOperationResult saved = super.saveUser(user);
        if (before != null && !before.equals(((UserEntity) user).getPassword())) {
            sessions.end(user.getId());
        }
        return saved;
    }

    @Override
    public boolean checkPassword(@Nullable String userId, @Nullable String password) {
        if (userId == null || password == null || attempts.waits(userId).isPresent()) {
            return false;
        }
        // Releases up to 0.2.0 gave the first administrator an empty one where the variable was empty.
        boolean right = !password.isBlank() && super.checkPassword(userId, password);
        attempts.tried(userId, right);
        if (!right) {
            audit.addFailedSignIn(findUserById(userId) == null ? null : userId);
        }
        return right;
    }

    /** Camunda would lock a user for good after ten wrong passwords, whoever typed them. */
    @Override
    protected void lockUser(UserEntity user) {
        // SignInAttempts slows guesses down instead.
    }

    @Override
    public IdentityOperationResult deleteMembership(String userId, String groupId) {
        if (groupId.equals(ADMINISTRATORS)) {
            refuseIfLast(userId);
        }
        sessions.end(userId);
        return super.deleteMembership(userId, groupId);
    }

    @Override
    public IdentityOperationResult deleteUser(String userId) {
        refuseIfLast(userId);
        sessions.end(userId);
        return super.deleteUser(userId);
    }

    @Override
    public IdentityOperationResult deleteGroup(String groupId) {
        if (groupId.equals(ADMINISTRATORS)) {
            throw new BadUserRequestException(
                    "The group " + ADMINISTRATORS + " stays: nobody could administer LeadLoop.");
        }
        return super.deleteGroup(groupId);
    }

    private void refuseIfLast(String userId) {
        GroupEntity administrators = findGroupById(ADMINISTRATORS);
        if (administrators != null) {
            // Two administrators who remove each other at the same instant meet here: one of them fails and looks
            // again.
            Context.getCommandContext().getDbEntityManager().forceUpdate(administrators);
        }
        boolean isOne =
                createUserQuery().userId(userId).memberOfGroup(ADMINISTRATORS).count() > 0;
        if (isOne && createUserQuery().memberOfGroup(ADMINISTRATORS).count() <= 1) {
            throw new BadUserRequestException(
                    "This is the last administrator. Make another user a member of " + ADMINISTRATORS + " first.");
        }
    }
}
