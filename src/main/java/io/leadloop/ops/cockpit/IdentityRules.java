package io.leadloop.ops.cockpit;

import io.leadloop.ops.desk.AuditLog;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyLengthRuleImpl;
import org.camunda.bpm.engine.impl.identity.PasswordPolicyUserDataRuleImpl;
import org.camunda.bpm.engine.impl.identity.WritableIdentityProvider;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.springframework.stereotype.Component;

/**
 * Puts {@link GuardedIdentities} in the place of the engine's own users and groups, and asks for passwords that are long and
 * do not hold the user's name (NIST SP 800-63B, 5.1.1.2: length, no rules of composition).
 */
@Component
class IdentityRules extends AbstractProcessEnginePlugin {

    private static final int LEAST_LENGTH = 12;

    private final SignInAttempts attempts;
    private final AuditLog audit;
    private final UserSessions sessions;

    IdentityRules(SignInAttempts attempts, AuditLog audit, UserSessions sessions) {
        this.audit = audit;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setEnablePasswordPolicy(true);
        engine.setPasswordPolicy(
                () -> List.of(new PasswordPolicyLengthRuleImpl(LEAST_LENGTH), new PasswordPolicyUserDataRuleImpl()));
        engine.setIdentityProviderSessionFactory(new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return WritableIdentityProvider.class;
            }

            @Override
            public Session openSession() {
                return new GuardedIdentities(attempts, audit, sessions);
            }
        });
    }
}
