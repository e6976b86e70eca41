package io.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.imports.FileImport.State;
import io.leadloop.inbox.ImportedEvents;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ContactHasher;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;

/** Files become leads and conversions, once, whatever happens on the way. A batch has three rows here. */
@StoryTest
class ImportStoryTests {

    private static final String HEADER = "Lead ID,Status,Conversion Time,Value,Currency,Google Click ID,Click Time\n";
    private static final ImportOptions SHOP =
            new ImportOptions("shop", Consent.State.GRANTED, null, null, null, null, null, null, null);

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    LeadFiles imports;

    @Autowired
    ImportRun run;

    @Autowired
    ImportSettings settings;

    @Autowired
    ApplicationContext beans;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    /** The run of another node. */
    private ImportRun another(ImportSettings own) {
        return new ImportRun(
                beans.getBean(RunningImports.class),
                beans.getBean(FileImports.class),
                beans.getBean(ImportForecast.class),
                beans.getBean(ImportedFiles.class),
                beans.getBean(ImportReading.class),
                beans.getBean(AdjustedDeals.class),
                beans.getBean(ImportedEvents.class),
                beans.getBean(PlatformTransactionManager.class),
                own);
    }

    private static String row(String lead, String status, String click) {
        String worth = status.equals("MQL") ? "" : "100";
        return lead + "," + status + ",2026-10-03T09:00:00Z," + worth + ",EUR," + click + ",2026-10-01T08:00:00Z\n";
    }

    /** Ten leads whose names begin like that. */
    private static String ten(String name) {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < 10; i++) {
            file.append(row(name + i, "MQL", name + i + "-g"));
        }
        return file.toString();
    }

    private UUID upload(String file, ImportOptions answers) {
        try {
            return imports.upload(
                            "file.csv",
                            new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                            null,
                            answers,
                            Map.of(),
                            "eva")
                    .id();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private FileImport imported(String file) {
        UUID id = upload(file, SHOP);
        imports.start(id, false, "eva");
        runs();
        return imports.find(id).orElseThrow();
    }

    private void runs() {
        while (run.step()) {
            house.applies();
        }
        house.applies();
    }

    private long leads(String name) {
        return house.count("select count(*) from leadloop.lead where external_id like '" + name + "%'");
    }

    @Test
    void good_rows_become_leads_and_conversions_and_bad_ones_are_named() {
        FileImport done = imported(HEADER
                + row("i-good-1", "MQL", "i-good-1-g")
                + "i-bad,MQL,not a time,,,,\n"
                + "\n"
                + row("i-good-1", "Closed Won", "i-good-1-g").replace("09:00", "09:30")
                + row("i-good-2", "MQL", ""));
        house.uploads();
        assertThat(done)
                .extracting(FileImport::state, FileImport::good, FileImport::known, FileImport::bad)
                .containsExactly(State.DONE, 3L, 0L, 1L);
        assertThat(house.lead("shop", "i-good-1").orElseThrow().stage()).isEqualTo("WON");
        assertThat(house.lead("shop", "i-good-2").orElseThrow().stage()).isEqualTo("MQL");
        List<Conversion> conversions =
                house.conversionsOf(house.lead("shop", "i-good-1").orElseThrow().id());
        assertThat(conversions)
                .filteredOn(it -> it.stage().equals("WON") && it.destination().equals("google-ads"))
                .singleElement()
                .satisfies(it -> assertThat(it.state()).isEqualTo(ConversionState.ACCEPTED));
        List<String> bad = new java.util.ArrayList<>();
        imports.eachBadRow(done.id(), (line, reason) -> bad.add(line + " " + reason));
        assertThat(bad).singleElement().asString().startsWith("3 Time of the status (occurredAt) is not a time such");
    }

    @Test
    void the_same_file_again_changes_nothing() {
        imported(ten("i-twice"));
        assertThat(imported(ten("i-twice")))
                .extracting(FileImport::good, FileImport::known)
                .containsExactly(0L, 10L);
        assertThat(leads("i-twice")).isEqualTo(10);
    }

    @Test
    void a_row_that_was_corrected_is_taken() {
        imported(HEADER + row("i-mended", "MQL", ""));
        assertThat(imported(HEADER + row("i-mended", "MQL", "i-mended-g")).good())
                .isEqualTo(1);
        house.uploads();
        assertThat(house.received("google-ads", "i-mended-g")).hasSize(1);
    }

    @Test
    void purchases_of_one_day_without_an_id_count_each_and_the_same_row_counts_once() {
        String file = "Email,Status,Conversion Time,Value,Currency\n"
                + "i-two@example.com,Closed Won,2026-10-03T09:00:00Z,10,EUR\n"
                + "i-two@example.com,Closed Won,2026-10-03T09:00:00Z,20,EUR\n"
                + "i-two@example.com,Closed Won,2026-10-03T09:00:00Z,10,EUR\n";
        assertThat(imported(file).good()).isEqualTo(2);
        String hash = ContactHasher.sha256("i-two@example.com");
        assertThat(house.count("select count(*) from leadloop.deal d join leadloop.lead l on l.id = d.lead_id"
                        + " where l.email_sha256 = '" + hash + "'"))
                .isEqualTo(2);
    }

    @Test
    void older_rows_do_not_undo_what_a_webhook_said() {
        house.leadReaches("i-newer", "SQL", "2026-10-03T10:00:00Z", "gclid=i-newer-g");
        house.applies();
        UUID id = upload(
                HEADER + row("i-newer", "MQL", "i-newer-g"),
                new ImportOptions("generic", Consent.State.GRANTED, null, null, null, null, null, null, null));
        imports.start(id, false, "eva");
        runs();
        assertThat(house.lead("generic", "i-newer").orElseThrow().stage()).isEqualTo("SQL");
        assertThat(house.count("select count(*) from leadloop.lead where external_id = 'i-newer'"))
                .isEqualTo(1);
    }

    @Test
    void a_dry_run_counts_and_changes_nothing_and_the_import_may_follow() {
        imported(HEADER + row("i-dry0", "MQL", "i-dry0-g"));
        UUID id = upload(ten("i-dry") + "x,MQL,?,,,,\n", SHOP);
        imports.start(id, true, "eva");
        runs();
        FileImport tried = imports.find(id).orElseThrow();
        assertThat(tried)
                .extracting(FileImport::state, FileImport::good, FileImport::known, FileImport::bad)
                .containsExactly(State.UPLOADED, 9L, 1L, 1L);
        assertThat(tried.checkedAt()).isNotNull();
        assertThat(leads("i-dry")).isEqualTo(1);
        imports.start(id, false, "eva");
        runs();
        assertThat(imports.find(id).orElseThrow())
                .extracting(FileImport::state, FileImport::bad)
                .containsExactly(State.DONE, 1L);
        assertThat(leads("i-dry")).isEqualTo(10);
    }

    @Test
    void a_cancelled_import_keeps_what_it_took_and_takes_no_more() {
        UUID id = upload(ten("i-cancel"), SHOP);
        imports.start(id, false, "eva");
        run.step();
        imports.cancel(id, "eva");
        runs();
        assertThat(imports.find(id).orElseThrow())
                .extracting(FileImport::state, FileImport::good)
                .containsExactly(State.CANCELLED, 3L);
        assertThat(leads("i-cancel")).isEqualTo(3);
        assertThat(house.count("select count(*) from leadloop.file_import_chunk where import_id = '" + id + "'"))
                .isZero();
    }

    @Test
    void another_node_goes_on_where_a_dead_one_stood() {
        UUID id = upload(ten("i-dead"), SHOP);
        imports.start(id, false, "eva");
        run.step();
        ImportRun other = another(settings);
        assertThat(other.step()).as("the first node's lease holds").isFalse();
        clock.pass(RunningImports.LEASE.plusSeconds(1));
        while (other.step()) {
            assertThat(run.step()).as("the first node is awake again").isFalse();
        }
        house.applies();
        assertThat(imports.find(id).orElseThrow())
                .extracting(FileImport::state, FileImport::good, FileImport::known)
                .containsExactly(State.DONE, 10L, 0L);
        assertThat(leads("i-dead")).isEqualTo(10);
    }

    @Test
    void a_full_inbox_holds_the_import_back() {
        ImportSettings tight = new ImportSettings(
                true,
                3,
                4,
                settings.pollInterval(),
                settings.maxFile(),
                settings.maxWorkbook(),
                true,
                Map.of(),
                settings.keepFile(),
                settings.keepResult());
        ImportRun slow = another(tight);
        UUID id = upload(ten("i-full"), SHOP);
        imports.start(id, false, "eva");
        assertThat(List.of(slow.step(), slow.step())).containsOnly(true);
        assertThat(slow.step()).as("six events wait").isFalse();
        assertThat(imports.find(id).orElseThrow().read()).isEqualTo(6);
        house.applies();
        while (slow.step()) {
            house.applies();
        }
        house.applies();
        assertThat(leads("i-full")).isEqualTo(10);
    }

    @Test
    void a_quote_that_is_never_closed_ends_it_with_words_and_what_came_before_stays() {
        FileImport broken =
                imported(ten("i-quote") + "x,MQL,?,,,,\n".repeat(15) + "i-open,\"MQL\n" + row("i-after", "MQL", ""));
        assertThat(broken).extracting(FileImport::state, FileImport::good).containsExactly(State.FAILED, 10L);
        assertThat(broken.failure()).contains("opens in line 27");
    }

    @Test
    void nothing_begins_before_what_only_a_person_knows_is_answered() {
        UUID id = upload("Name,Email\na,b@example.com\n", ImportOptions.NONE);
        assertThat(imports.preview(id).missing())
                .anyMatch(it -> it.contains("(source)"))
                .anyMatch(it -> it.contains("(consentWhenAbsent)"))
                .anyMatch(it -> it.contains("when it happened"))
                .anyMatch(it -> it.contains("status"));
        assertThatExceptionOfType(BadFile.class).isThrownBy(() -> imports.start(id, false, "eva"));
        imports.discard(id);
    }

    @Test
    void nothing_of_a_file_rests_in_clear_and_nothing_at_all_when_it_is_over() {
        UUID id = upload(HEADER + row("i-clear", "MQL", "i-clear-click"), SHOP);
        assertThat(house.tablesThatHold("i-clear-click")).isEmpty();
        assertThat(house.count("select count(*) from leadloop.file_import_chunk where import_id = '" + id + "'"))
                .isEqualTo(1);
        imports.start(id, false, "eva");
        runs();
        assertThat(house.count("select count(*) from leadloop.file_import_chunk where import_id = '" + id + "'"))
                .isZero();
    }
}
