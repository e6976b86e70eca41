package io.leadloop.support;

import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Gives each class of stories the house as it was before the first one: see {@link HouseState}. */
final class StoryReset extends AbstractTestExecutionListener {

    private static final String DONE = StoryReset.class.getName() + ".done";
    private static final int BEFORE_INJECTION = 1999;

    @Override
    public int getOrder() {
        return BEFORE_INJECTION;
    }

    /** Not before the class: what its static set-up makes must be there when its context starts. */
    @Override
    public void prepareTestInstance(TestContext test) {
        WebAppsOfThisHouse.register(test.getApplicationContext().getBean(ProcessEngine.class));
        if (!test.hasAttribute(DONE)) {
            test.setAttribute(DONE, true);
            test.getApplicationContext().getBean(HouseState.class).restore();
        }
    }
}
