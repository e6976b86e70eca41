package io.leadloop.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Consent;
import io.leadloop.lead.Consent.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Consent that stands on several records of one person, as on a qualified lead and its contact. */
class ConsentFieldTests {

    private final ConsentField field =
            new ConsentField("donotbulkemail", Map.of("true", State.DENIED, "false", State.GRANTED));

    private static Function<String, Optional<String>> record(String value) {
        return name -> name.equals("donotbulkemail") && !value.isEmpty() ? Optional.of(value) : Optional.empty();
    }

    @Test
    void a_denial_on_any_of_them_counts() throws Exception {
        assertThat(field.among(List.of(record("false"), record(""), record("true"))))
                .isEqualTo(Consent.of(State.DENIED));
        assertThat(field.among(List.of(record("true"), record("false")))).isEqualTo(Consent.of(State.DENIED));
    }

    @Test
    void else_the_first_that_says_something() throws Exception {
        assertThat(field.among(List.of(record(""), record("unknown"), record("false"))))
                .isEqualTo(Consent.UNKNOWN);
        assertThat(field.among(List.of(record(""), record("")))).isNull();
    }
}
