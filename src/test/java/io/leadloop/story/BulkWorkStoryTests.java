package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.ops.desk.AuditLog;
import io.leadloop.ops.desk.BulkJob;
import io.leadloop.ops.desk.BulkWork;
import io.leadloop.support.House;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One verb on many rows touches only those that still stand as they did when it was asked for (case B7). */
class BulkWorkStoryTests extends OneConversion {

    @Autowired
    BulkWork bulk;

    @Autowired
    AuditLog audit;

    private Conversion rejected(String lead) {
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"" + lead + "-g\"}");
        Conversion conversion = planned(lead);
        house.uploads();
        house.faults("google-ads");
        assertThat(now(conversion).state()).isEqualTo(ConversionState.REJECTED);
        return now(conversion);
    }

    private UUID drops(Conversion conversion) {
        return bulk.ask(
                        new BulkJob.Request(
                                BulkJob.Verb.DROP,
                                "google-ads",
                                ConversionState.REJECTED,
                                conversion.reason(),
                                "not wanted"),
                        "olga")
                .id();
    }

    private void isSkipped(UUID job) {
        bulk.work();
        assertThat(bulk.find(job).orElseThrow())
                .returns(1L, BulkJob::total)
                .returns(0L, BulkJob::done)
                .returns(1L, BulkJob::skipped)
                .returns(0L, BulkJob::failed);
        assertThat(house.count("select count(*) from leadloop.bulk_item where job_id = '" + job
                        + "' and outcome = 'SKIPPED' and message = 'It had changed meanwhile.'"))
                .isEqualTo(1);
    }

    @Test
    void a_row_that_still_stands_so_is_dropped() {
        Conversion row = rejected("bw1");
        UUID job = drops(row);
        bulk.work();
        assertThat(bulk.find(job).orElseThrow().done()).isEqualTo(1);
        assertThat(now(row).state()).isEqualTo(ConversionState.DROPPED);
    }

    @Test
    void each_row_says_who_did_it_and_why() {
        Conversion row = rejected("bw4");
        drops(row);
        bulk.work();
        assertThat(audit.newest(row.lead().value(), 5))
                .singleElement()
                .returns("olga", AuditLog.Entry::actor)
                .returns(AuditLog.Verb.DROP, AuditLog.Entry::verb)
                .returns("not wanted", AuditLog.Entry::comment);
    }

    @Test
    void a_look_says_how_many_stay_as_they_are() {
        house.genericSends(House.event("bw5", "MQL", "2026-10-03T09:00:00Z", "", "gclid=bw5-g")
                .replace("granted", "unknown"));
        house.applies();
        UUID job = bulk.ask(
                        new BulkJob.Request(
                                BulkJob.Verb.RETRY, "google-ads", ConversionState.REFUSED, "CONSENT_UNKNOWN", ""),
                        "olga")
                .id();
        bulk.work();
        BulkJob looked = bulk.find(job).orElseThrow();
        assertThat(looked.title()).isEqualTo("look again");
        assertThat(looked.progress()).startsWith("0 of " + looked.total() + " may be sent after all");
        assertThat(looked.leftOut()).isEqualTo(", " + looked.total() + " stay as they are: the reason stands");
    }

    @Test
    void a_row_in_another_state_is_skipped() {
        Conversion row = rejected("bw2");
        UUID job = drops(row);
        house.administratorPosts("/api/conversions/" + row.id() + "/retry");
        isSkipped(job);
        assertThat(now(row).state()).isEqualTo(ConversionState.PLANNED);
        house.uploads();
        assertThat(now(row).state()).isEqualTo(ConversionState.ACCEPTED);
    }

    @Test
    void a_row_in_the_same_state_for_another_reason_is_skipped() {
        Conversion row = rejected("bw3");
        UUID job = drops(row);
        house.sql("update leadloop.conversion set reason = 'ANOTHER' where id = '" + row.id() + "'");
        isSkipped(job);
        assertThat(now(row).state()).isEqualTo(ConversionState.REJECTED);
    }
}
