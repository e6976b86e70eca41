package io.leadloop.schedule;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.support.CronTrigger;
import org.springframework.stereotype.Component;

/** Starts every {@link Watch} when the application is ready; one that fails is logged and runs again at its time. */
@Component
class Watches {

    private static final Logger log = LoggerFactory.getLogger(Watches.class);

    private final ApplicationContext context;
    private final Environment environment;
    private final Schedulers schedulers;
    private final WatchRuns runs;
    private final Set<Watch> off;

    private record Work(Watch watch, String cron, Runnable run) {}

    /** @param off watches that this node leaves to others */
    Watches(
            ApplicationContext context,
            Environment environment,
            Schedulers schedulers,
            WatchRuns runs,
            @Value("${leadloop.schedule.off:}") Set<Watch> off) {
        this.context = context;
        this.environment = environment;
        this.schedulers = schedulers;
        this.runs = runs;
        this.off = off;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        for (Work work : found()) {
            if (!off.contains(work.watch())) {
                start(work);
            }
        }
    }

    private void start(Work work) {
        Threads threads = work.watch().threads();
        TaskScheduler pool = schedulers.of(threads.name().toLowerCase(java.util.Locale.ROOT), threads.size());
        Duration period = work.watch().period();
        if (period != null) {
            runs.expect(work.watch());
            Duration first = Objects.requireNonNull(work.watch().firstAfter());
            Instant from = pool.getClock().instant().plus(first);
            pool.scheduleWithFixedDelay(() -> guarded(work), from, period);
        } else if (!work.cron().equals(Scheduled.CRON_DISABLED)) {
            pool.schedule(() -> guarded(work), new CronTrigger(work.cron(), ZoneOffset.UTC));
        }
    }

    private void guarded(Work work) {
        try {
            work.run().run();
            runs.succeeded(work.watch());
        } catch (RuntimeException e) {
            if (!schedulers.isStopping()) {
                log.error("The watch {} failed and runs again at its time", work.watch(), e);
            }
        }
    }

    private List<Work> found() {
        List<Work> found = new ArrayList<>();
        for (String name : context.getBeanDefinitionNames()) {
            Class<?> type = context.getType(name);
            if (type == null || !type.getName().startsWith("io.leadloop.")) {
                continue;
            }
            Class<?> target = org.springframework.util.ClassUtils.getUserClass(type);
            Map<Method, RunsAs> methods =
                    MethodIntrospector.selectMethods(target, (MethodIntrospector.MetadataLookup<RunsAs>)
                            method -> AnnotatedElementUtils.findMergedAnnotation(method, RunsAs.class));
            methods.forEach((method, runs) -> found.add(work(context.getBean(name), method, runs)));
        }
        return found;
    }

    private Work work(Object bean, Method method, RunsAs runs) {
        Method callable = AopUtils.selectInvocableMethod(method, bean.getClass());
        callable.setAccessible(true);
        String own = String.valueOf(runs.value().cron());
        String cron = runs.cron().isEmpty() ? own : environment.getProperty(runs.cron(), own);
        return new Work(runs.value(), cron, () -> call(bean, callable));
    }

    private static void call(Object bean, Method method) {
        try {
            method.invoke(bean);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
