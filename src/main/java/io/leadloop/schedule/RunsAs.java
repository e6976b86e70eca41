package io.leadloop.schedule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the parameterless bean method that a {@link Watch} runs. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RunsAs {

    Watch value();

    /** A property whose cron expression replaces the watch's; {@code -} in it switches the watch off. */
    String cron() default "";
}
