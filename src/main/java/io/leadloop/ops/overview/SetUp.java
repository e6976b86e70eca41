package io.leadloop.ops.overview;

import java.util.List;

/** How far a fresh install is set up. */
record SetUp(List<Step> steps) {

    /**
     * @param words its state as it is, or what to do
     * @param link where it is done
     * @param button what the link says
     */
    record Step(String id, String name, boolean isDone, String words, String link, String button) {}

    public long done() {
        return steps.stream().filter(Step::isDone).count();
    }
}
