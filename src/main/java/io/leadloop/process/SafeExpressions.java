package io.leadloop.process;

import io.leadloop.database.StartLock;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What an expression in a model, a query or a decision may touch. Camunda 7.24.0 CE evaluates expressions that arrive
 * inside {@code orQueries} (CVE-2026-109432, no fix in the community edition), so an expression has to be harmless by
 * itself: no reflection, no class loading, no engine services, and of our beans only those that the models name.
 */
@Component
@Order(SafeExpressions.AFTER_THE_STARTER)
class SafeExpressions extends AbstractProcessEnginePlugin {

    static final int AFTER_THE_STARTER = 1_000;

    /** The beans that the models in {@code bpmn} name. */
    static final Set<String> BEANS =
            Set.of("planConversions", "recordUploadDeed", "sweepCrms", "markStuckLeads", "fixOrDrop", "fixOrDropTask");

    /** What older versions of the models, whose instances may still run, call a bean. */
    private static final Map<String, String> FORMER_NAMES = Map.of("recordDrop", "recordUploadDeed");

    private static final Set<String> FORBIDDEN_MEMBERS = Set.of(
            "class",
            "getClass",
            "forName",
            "classLoader",
            "getClassLoader",
            "newInstance",
            "processEngineServices",
            "getProcessEngineServices",
            "processEngine",
            "getProcessEngine");

    private final ApplicationContext context;
    private final StartLock startLock;

    SafeExpressions(ApplicationContext context, StartLock startLock) {
        this.context = context;
        this.startLock = startLock;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        // The engine creates its schema when it is built: one node at a time.
        startLock.acquire();
        configuration.setCustomHistoryLevels(List.of(new LeadHistoryLevel()));
        configuration.getCustomHistoryEventHandlers().add(new CancelledUploads(context));
        configuration.setExpressionManager(new GuardedExpressions(context));
        configuration.setEnableExpressionsInStoredQueries(false);
        configuration.setEnableExpressionsInAdhocQueries(false);
    }

    private static final class GuardedExpressions extends JuelExpressionManager {

        private final ApplicationContext context;

        GuardedExpressions(ApplicationContext context) {
            this.context = context;
        }

        @Override
        protected ELResolver createElResolver() {
            CompositeELResolver resolvers = new CompositeELResolver();
            resolvers.add(new Guard());
            resolvers.add(new NamedBeans(context));
            resolvers.add(super.createElResolver());
            return resolvers;
        }
    }

    /** Stands in front of all other resolvers and refuses; what it lets pass it leaves to them. */
    private static final class Guard extends ReadOnlyResolver {

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            refuse(base, property);
            return null;
        }

        @Override
        public @Nullable Object invoke(
                ELContext context,
                @Nullable Object base,
                Object method,
                Class<?> @Nullable [] types,
                @Nullable Object @Nullable [] arguments) {
            refuse(base, method);
            return null;
        }

        private static void refuse(@Nullable Object base, Object member) {
            boolean forbidden = base instanceof AnnotatedElement
                    || base instanceof Member
                    || base instanceof ClassLoader
                    || base instanceof Runtime
                    || base instanceof ProcessBuilder
                    || base instanceof ProcessEngineServices
                    || (base != null && FORBIDDEN_MEMBERS.contains(String.valueOf(member)));
            if (forbidden) {
                throw new ELException("This expression is not allowed in LeadLoop: '" + member
                        + "'. Expressions may read variables and the execution, and call " + BEANS + ".");
            }
        }
    }

    /** Shows expressions the beans of the models, and no other. */
    private static final class NamedBeans extends ReadOnlyResolver {

        private final ApplicationContext context;

        NamedBeans(ApplicationContext context) {
            this.context = context;
        }

        @Override
        public @Nullable Object getValue(ELContext el, @Nullable Object base, Object property) {
            String name = FORMER_NAMES.getOrDefault(String.valueOf(property), String.valueOf(property));
            if (base == null && BEANS.contains(name)) {
                el.setPropertyResolved(true);
                return context.getBean(name);
            }
            return null;
        }
    }

    private abstract static class ReadOnlyResolver extends ELResolver {

        @Override
        public @Nullable Class<?> getType(ELContext context, @Nullable Object base, Object property) {
            return null;
        }

        @Override
        public void setValue(ELContext context, @Nullable Object base, Object property, @Nullable Object value) {
            // Not ours: the next resolver decides.
        }

        @Override
        public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
            return false;
        }

        @Override
        public @Nullable Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
            return null;
        }

        @Override
        public java.util.@Nullable Iterator<java.beans.FeatureDescriptor> getFeatureDescriptors(
                ELContext context, @Nullable Object base) {
            return null;
        }
    }
}
