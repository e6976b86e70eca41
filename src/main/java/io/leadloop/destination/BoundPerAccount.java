package io.leadloop.destination;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Marks the keys of one type of ad platform. Their {@code @ConfigurationProperties} brings them into the configuration metadata
 * (names, defaults, sentences) and does no more: the record is no bean, the {@link DestinationType} binds one for each
 * account.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(BoundPerAccount.NoBean.class)
public @interface BoundPerAccount {

    /** Never fulfilled. */
    class NoBean implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return false;
        }
    }
}
