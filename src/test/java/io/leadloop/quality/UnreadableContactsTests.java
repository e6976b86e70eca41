package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.quality.UnreadableContacts.Counts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When mails and phones that cannot be read are worth a person's attention. */
class UnreadableContactsTests {

    private static List<String> found(long mails, long phones, long withoutCountry) {
        List<Finding> findings = UnreadableContacts.findings(new Counts("crm", 100, mails, phones, withoutCountry));
        assertThat(findings).allSatisfy(it -> assertThat(it.words()).contains("100 leads"));
        return findings.stream().map(Finding::key).toList();
    }

    @Test
    void a_few_are_none() {
        assertThat(found(2, 2, 2)).isEmpty();
        assertThat(UnreadableContacts.findings(new Counts("crm", 1_000, 20, 20, 0)))
                .isEmpty();
    }

    @Test
    void many_are_named_by_source_and_part() {
        assertThat(found(3, 3, 0)).containsExactly("phone-unreadable:crm", "mail-unreadable:crm");
        assertThat(found(0, 3, 0)).containsExactly("phone-unreadable:crm");
    }

    @Test
    void where_the_country_is_what_they_lack_it_says_so() {
        Finding finding =
                UnreadableContacts.findings(new Counts("crm", 100, 0, 10, 9)).get(0);
        assertThat(finding.words()).contains("10 of 100").contains("9 for want of a country");
        assertThat(finding.remedy()).contains("lead.country");
        assertThat(UnreadableContacts.findings(new Counts("crm", 100, 0, 10, 1))
                        .get(0)
                        .remedy())
                .doesNotContain("lead.country");
    }
}
