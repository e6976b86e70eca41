package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.ops.desk.BulkJob;
import io.leadloop.ops.desk.BulkWork;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One verb on many rows touches only those that still stand as they did when it was asked for (case B7). */
class BulkWorkStoryTests extends OneConversion {

    @Autowired
    BulkWork bulk;

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
