package io.leadloop.inbox;

/**
 * The reason of a failed event as operators see it: the messages of our own exceptions in full, of others the class
 * name only, because they may hold personal data.
 */
public final class FailureWords {

    private FailureWords() {}

    public static String words(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        StackTraceElement[] trace = root.getStackTrace();
        boolean ours = trace.length > 0 && trace[0].getClassName().startsWith("io.leadloop.");
        return ours
                ? String.valueOf(root.getMessage())
                : "Failed with " + root.getClass().getSimpleName() + "; the log has the details under this event's id.";
    }
}
