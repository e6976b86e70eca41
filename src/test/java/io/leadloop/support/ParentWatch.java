package io.leadloop.support;

import io.leadloop.LeadLoopApplication;

/** Main class of a LeadLoop node that a test starts: the application, which ends as soon as the test's JVM is gone. */
public final class ParentWatch {

    static final String PARENT = "io.leadloop.test.parent";

    private ParentWatch() {}

    public static void main(String[] args) {
        ProcessHandle.of(Long.getLong(PARENT)).ifPresentOrElse(ParentWatch::endWith, ParentWatch::end);
        LeadLoopApplication.main(args);
    }

    private static void endWith(ProcessHandle parent) {
        parent.onExit().thenRun(ParentWatch::end);
    }

    /** Without shutdown hooks: whoever killed the test wants nothing more, and a hook may hang. */
    private static void end() {
        Runtime.getRuntime().halt(1);
    }
}
