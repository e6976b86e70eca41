package io.leadloop.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.quality.Comparison;
import io.leadloop.quality.Comparisons;
import io.leadloop.quality.Imports;
import io.leadloop.quality.Period;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A report of an account is compared by the click windows that the account tells of its actions (the sandbox: 90, 90 and 30 days). */
class WindowsOfTheAccountStoryTests extends BeforeAnyAccountIsAsked {

    private static final LocalDate DAY = LocalDate.parse("2026-09-02");

    @Autowired
    Imports imports;

    @Autowired
    Comparisons comparisons;

    private Map<String, Integer> windows() {
        return comparisons.of(new Period(DAY, DAY)).stream()
                .filter(it -> it.destination().equals("google-ads"))
                .collect(Collectors.toMap(Comparison::action, Comparison::windowDays));
    }

    @Test
    void not_by_what_its_platform_begins_with_once_it_was_asked() throws Exception {
        imports.reports(new StringReader("""
                destination,action,day,basis,conversions,amount,currency
                google-ads,sql,2026-09-02,CONVERSION,1,,
                google-ads,won,2026-09-02,CONVERSION,1,,
                google-ads,of-nobody,2026-09-02,CONVERSION,1,,
                """));
        assertThat(windows()).containsOnly(Map.entry("sql", 30), Map.entry("won", 30), Map.entry("of-nobody", 30));
        audits.look();
        assertThat(windows()).containsOnly(Map.entry("sql", 90), Map.entry("won", 30), Map.entry("of-nobody", 30));
    }
}
