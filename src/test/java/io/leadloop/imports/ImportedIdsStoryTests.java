package io.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Consent;
import io.leadloop.support.House;
import io.leadloop.support.Resources;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The ids in a file name the records that webhooks name, or nobody. */
@StoryTest
class ImportedIdsStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    LeadFiles imports;

    @Autowired
    ImportRun run;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private UUID imported(String source, String file) throws IOException {
        UUID id = imports.upload(
                        "file.csv",
                        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                        null,
                        new ImportOptions(source, Consent.State.GRANTED, null, null, null, null, null, null, null),
                        Map.of(),
                        "eva")
                .id();
        imports.start(id, false, "eva");
        while (run.step()) {
            house.applies();
        }
        house.applies();
        return id;
    }

    @Test
    void a_report_of_salesforce_names_the_leads_and_opportunities_that_its_messages_name() throws IOException {
        house.salesforceSends(Resources.text("crm/salesforce/lead-mql.xml")
                .replace("04lxx000000CaSdAAK", "04lxx00000FilesAAK")
                .replace("00Q000000000001EAA", "00Q00000Files04EIA"));
        house.applies();
        long before = house.count("select count(*) from leadloop.lead");
        for (String lead : List.of("00Q00000Files04", "00Q00000Files04EIA", "'00Q00000Files04")) {
            for (String deal : List.of("00600000Files04", "00600000Files04AIA")) {
                imported(
                        "salesforce",
                        "Lead ID,Opportunity ID,Opportunity Name,Stage,Conversion Time,Amount,Amount Currency,Currency\n"
                                + lead + "," + deal + ",Muster,Closed Won,2026-10-03T10:22:00Z,1000,EUR,EUR\n");
            }
        }
        assertThat(house.count("select count(*) from leadloop.lead")).isEqualTo(before);
        assertThat(house.lead("salesforce", "00Q00000Files04EIA").orElseThrow().stage())
                .isEqualTo("WON");
        assertThat(house.count("select count(*) from leadloop.deal where id like '00600000Files04%'"))
                .isEqualTo(1);
    }

    @Test
    void an_id_that_salesforce_never_wrote_makes_a_bad_row_in_words() throws IOException {
        UUID id = imported("salesforce", """
                Lead ID,Status,Conversion Time
                00Q00000Files05,MQL,2026-10-03T09:00:00Z
                secret-1,MQL,2026-10-03T09:00:00Z
                """);
        List<String> bad = new ArrayList<>();
        imports.eachBadRow(id, (line, reason) -> bad.add(line + " " + reason));
        assertThat(bad)
                .singleElement()
                .satisfies(
                        it -> assertThat(it).startsWith("3 Lead id (lead.id): ").doesNotContain("secret"));
    }

    @Test
    void two_people_whose_deals_are_named_null_keep_their_own_wins() throws IOException {
        String header = "Lead ID,Deal ID,Status,Conversion Time,Value,Currency\n";
        imported(
                "shop",
                header + "i-null-1,null,Closed Won,2026-10-03T09:00:00Z,10,USD\n"
                        + "i-null-2,null,Closed Won,2026-10-03T09:00:00Z,999,USD\n");
        assertThat(house.count("select count(*) from leadloop.lead where external_id like 'i-null-%'"))
                .isEqualTo(2);
        for (String lead : List.of("i-null-1", "i-null-2")) {
            assertThat(house.lead("shop", lead).orElseThrow().stage()).isEqualTo("WON");
        }
        assertThat(house.count("select count(*) from leadloop.deal where id = 'null'"))
                .isZero();
    }
}
