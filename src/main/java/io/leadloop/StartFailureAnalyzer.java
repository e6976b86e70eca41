package io.leadloop;

import io.leadloop.spelling.UnreadableValue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Shows a start that LeadLoop itself refused (a missing key, a folder that cannot be used) as the words of the refusal
 * instead of a stack trace, and a value of {@code leadloop.*} that cannot be read by its key, its form and its place. First
 * of all analyzers, as Spring's own says the latter with the names of Java's types. Registered in {@code
 * META-INF/spring.factories}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            StackTraceElement[] trace = cause.getStackTrace();
            boolean ours = trace.length > 0 && trace[0].getClassName().startsWith("io.leadloop.");
            if (cause instanceof BindException wrong
                    && wrong.getName().toString().startsWith(KnownKeys.ROOT + ".")) {
                return unreadable(wrong);
            }
            if (ours && cause instanceof IllegalStateException refusal) {
                return new FailureAnalysis(String.valueOf(refusal.getMessage()), null, refusal);
            }
        }
        return null;
    }

    private static FailureAnalysis unreadable(BindException wrong) {
        UnreadableValue value = UnreadableValue.of(wrong);
        return new FailureAnalysis(
                value.words(value.key()) + (value.place().isEmpty() ? "" : " It stands in " + value.place() + "."),
                null,
                wrong);
    }
}
