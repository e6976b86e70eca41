package io.leadloop.support;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.AopTestUtils;
import org.springframework.test.util.ReflectionTestUtils;

/** What beans remember of rows and would still believe when a story has put the rows back. */
class Memories {

    /** Bean to the fields that it remembers in: a collection is emptied, anything else becomes null. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "engineBatch", Set.of("latest"),
            "lifecycleMigration", Set.of("plans"),
            "fxRates", Set.of("answers"),
            "sourceHeartbeats", Set.of("written"),
            "sourceHealth", Set.of("silent"),
            "forecastWatch", Set.of("leads"),
            "countedLessWatch", Set.of("last", "missing"),
            "lintContextReader", Set.of("counted"),
            "connectionWatch", Set.of("seen"));

    /** Beans with a decision table, which remembers its newest version for a second. */
    private static final Set<String> DECISIONS = Set.of("stageMapping", "conversionPlan");

    /** Beans that hold what people connected, as they last read it. */
    private static final Set<String> LISTS = Set.of("destinations", "crmSources");

    private final ApplicationContext context;

    Memories(ApplicationContext context) {
        this.context = context;
    }

    void forget() {
        FIELDS.forEach((bean, fields) -> fields.forEach(field -> forget(bean(bean), field)));
        DECISIONS.forEach(it -> ReflectionTestUtils.invokeMethod(bean(it), "forget"));
        LISTS.forEach(it -> ReflectionTestUtils.invokeMethod(bean(it), "refresh"));
    }

    private Object bean(String name) {
        return AopTestUtils.getUltimateTargetObject(context.getBean(name));
    }

    private static void forget(Object bean, String field) {
        Object memory = ReflectionTestUtils.getField(bean, field);
        if (memory instanceof Map<?, ?> map) {
            map.clear();
        } else if (memory instanceof Collection<?> collection) {
            collection.clear();
        } else {
            ReflectionTestUtils.setField(bean, field, null);
        }
    }
}
