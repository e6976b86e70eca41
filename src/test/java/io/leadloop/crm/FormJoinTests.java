package io.leadloop.crm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.lead.ClickIdKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The declared rule by which a CRM's record and a form's lead are one; its stories are {@code LeadFormJoinStoryTests}. */
class FormJoinTests {

    private static FormJoin with(String... crms) {
        return new FormJoin("meta-form", ClickIdKind.META_LEAD_ID, List.of(crms));
    }

    @Test
    void names_other_sources_or_the_start_stops() {
        Set<String> sources = Set.of("meta-form", "sales");
        assertThatCode(() -> with("sales").check("p", sources)).doesNotThrowAnyException();
        assertThatThrownBy(() -> with("sales", "slaes", "meta-form").check("p", sources))
                .hasMessageContainingAll("p.same-id-in", "slaes, meta-form");
    }
}
