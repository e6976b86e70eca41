package io.leadloop.story;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.process.UploadWatch;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.List;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** One conversion of a lead, with its process and its ledger. */
@StoryTest
abstract class OneConversion {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    ConversionLedger ledger;

    @Autowired
    RuntimeService runtime;

    @Autowired
    HistoryService history;

    @Autowired
    ExternalTaskService tasks;

    @Autowired
    UploadWatch watch;

    @BeforeEach
    void october() {
        clock.set("2026-10-03T10:25:00Z");
        house.faults("google-ads");
    }

    Conversion planned(String lead) {
        house.leadReaches(lead, "MQL", "2026-10-03T09:00:00Z", "gclid=" + lead + "-g");
        house.applies();
        return house.conversion(lead, "MQL", "google-ads");
    }

    Conversion now(Conversion conversion) {
        return house.conversionsOf(conversion.lead()).stream()
                .filter(it -> it.id().equals(conversion.id()))
                .findFirst()
                .orElseThrow();
    }

    ProcessInstance process(Conversion conversion) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(conversion.id().toString())
                .singleResult();
    }

    List<String> ends(Conversion conversion) {
        String instance = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(conversion.id().toString())
                .singleResult()
                .getId();
        return history.createHistoricActivityInstanceQuery().processInstanceId(instance).list().stream()
                .map(HistoricActivityInstance::getActivityId)
                .filter(it -> it.startsWith("End_"))
                .toList();
    }

    void denies(String lead) {
        house.genericSends("""
                {"status":"MQL","occurredAt":"2026-10-03T10:20:00Z","lead":{"id":"%s"},
                 "consent":{"adUserData":"denied"}}""".formatted(lead));
        house.applies();
    }
}
