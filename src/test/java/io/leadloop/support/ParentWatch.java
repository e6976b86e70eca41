package io.leadloop.support;

import io.leadloop.LeadLoopApplication;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.SpringApplication;

/** Main class of a LeadLoop node that a test starts: the application, which ends as soon as the test's JVM is gone. */
public final class ParentWatch {

    static final String PARENT = "io.leadloop.test.parent";

    /** Seconds by which the node's clock is ahead. */
    static final String AHEAD = "io.leadloop.test.clock-ahead";

    private ParentWatch() {}

    public static void main(String[] args) {
        ProcessHandle.of(Long.getLong(PARENT)).ifPresentOrElse(ParentWatch::endWith, ParentWatch::end);
        SpringApplication application = new SpringApplication(LeadLoopApplication.class);
        Duration ahead = Duration.ofSeconds(Long.getLong(AHEAD, 0));
        if (!ahead.isZero()) {
            application.addInitializers(context -> context.addBeanFactoryPostProcessor(beans -> {
                ((BeanDefinitionRegistry) beans).removeBeanDefinition("clock");
                beans.registerSingleton("clock", Clock.offset(Clock.systemUTC(), ahead));
            }));
        }
        application.run(args);
    }

    private static void endWith(ProcessHandle parent) {
        parent.onExit().thenRun(ParentWatch::end);
    }

    /** Without shutdown hooks: whoever killed the test wants nothing more, and a hook may hang. */
    private static void end() {
        Runtime.getRuntime().halt(1);
    }
}
