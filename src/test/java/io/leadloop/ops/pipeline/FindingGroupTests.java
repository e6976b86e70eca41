package io.leadloop.ops.pipeline;

import static io.leadloop.pipeline.Finding.Severity.ERROR;
import static io.leadloop.pipeline.Finding.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.pipeline.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingGroupTests {

    @Test
    void the_same_of_several_lines_is_said_once_and_errors_stay_first() {
        assertThat(FindingGroup.of(List.of(
                        new Finding(ERROR, "share", "SQL to Meta", "No share.", "Write one."),
                        new Finding(WARNING, "website", "Captured to Meta", "Counts twice.", "Report once."),
                        new Finding(WARNING, "website", "Captured to X", "Counts twice.", "Report once."))))
                .containsExactly(
                        new FindingGroup(ERROR, "No share.", "Write one.", List.of("SQL to Meta")),
                        new FindingGroup(
                                WARNING,
                                "Counts twice.",
                                "Report once.",
                                List.of("Captured to Meta", "Captured to X")));
    }

    @Test
    void what_differs_in_a_word_stands_alone() {
        assertThat(FindingGroup.of(List.of(
                        new Finding(WARNING, "one", "SQL", "Reason.", "Fix."),
                        new Finding(WARNING, "two", "MQL", "Reason.", "Fix."),
                        new Finding(WARNING, "one", "MQL", "Other reason.", "Fix."),
                        new Finding(WARNING, "one", "MQL", "Reason.", "Other fix."))))
                .hasSize(4);
    }
}
