package io.leadloop.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes into a query between quotes stays there. */
class SoqlTests {

    @Test
    void a_quote_does_not_end_the_text() {
        assertThat(Soql.text("x' OR Name != '")).isEqualTo("'x\\' OR Name != \\''");
    }

    @Test
    void a_backslash_does_not_free_the_quote() {
        assertThat(Soql.text("x\\' OR Id != null")).isEqualTo("'x\\\\\\' OR Id != null'");
    }

    @Test
    void lines_and_tabs_are_spelt_out() {
        assertThat(Soql.text("a\n\r\t\b\f\"b")).isEqualTo("'a\\n\\r\\t\\b\\f\\\"b'");
    }

    @Test
    void other_scripts_stay_as_they_are() {
        assertThat(Soql.text("Zoë – 株式会社 %_")).isEqualTo("'Zoë – 株式会社 %_'");
    }

    @Test
    void each_value_of_a_list_is_quoted() {
        assertThat("Id" + Soql.in(List.of("00Q1", "a'b"))).isEqualTo("Id IN ('00Q1','a\\'b')");
    }

    @Test
    void times_are_utc_without_quotes() {
        assertThat(Soql.time(Instant.parse("2026-11-22T10:00:00Z"))).isEqualTo("2026-11-22T10:00:00Z");
    }

    @Test
    void names_are_names_only() {
        assertThat(Soql.isName("Ad_Conversion__c")).isTrue();
        assertThat(List.of("", "1x", "A b", "Id FROM User", "x'", "Ä")).noneMatch(Soql::isName);
    }
}
