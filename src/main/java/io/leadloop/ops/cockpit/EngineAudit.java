package io.leadloop.ops.cockpit;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.oplog.UserOperationLogContext;
import org.camunda.bpm.engine.impl.persistence.entity.UserOperationLogManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Leads the engine's user operation log into our audit log. The engine asks it at every deed of a signed-in person (never
 * of its job executor or of our own work); its own table {@code ACT_HI_OP_LOG} stays empty, whatever the history level is.
 */
@Component
class EngineAudit extends AbstractProcessEnginePlugin {

    private final ObjectProvider<EngineDeeds> deeds;

    EngineAudit(ObjectProvider<EngineDeeds> deeds) {
        this.deeds = deeds;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        List<SessionFactory> sessions = new ArrayList<>(
                engine.getCustomSessionFactories() == null ? List.of() : engine.getCustomSessionFactories());
        sessions.add(new SessionFactory() {
            @Override
            public Class<?> getSessionType() {
                return UserOperationLogManager.class;
            }

            @Override
            public Session openSession() {
                return new AuditedOperations(deeds);
            }
        });
        engine.setCustomSessionFactories(sessions);
    }

    private static final class AuditedOperations extends UserOperationLogManager {

        private final ObjectProvider<EngineDeeds> deeds;

        AuditedOperations(ObjectProvider<EngineDeeds> deeds) {
            this.deeds = deeds;
        }

        @Override
        protected boolean isHistoryEventProduced() {
            return true;
        }

        @Override
        protected void fireUserOperationLog(UserOperationLogContext context) {
            String who = context.getUserId() == null ? getAuthenticatedUserId() : context.getUserId();
            if (who != null && !who.isEmpty()) {
                context.getEntries().forEach(it -> deeds.getObject().add(who, it));
            }
        }
    }
}
