package io.leadloop;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Shows a start that LeadLoop itself refused (a missing key, a folder that cannot be used) as the words of the refusal
 * instead of a stack trace. Registered in {@code META-INF/spring.factories}.
 */
class StartFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            StackTraceElement[] trace = cause.getStackTrace();
            boolean ours = trace.length > 0 && trace[0].getClassName().startsWith("io.leadloop.");
            if (ours && cause instanceof IllegalStateException refusal) {
                return new FailureAnalysis(String.valueOf(refusal.getMessage()), null, refusal);
            }
        }
        return null;
    }
}
