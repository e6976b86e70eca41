package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.pipeline.Condition;
import io.leadloop.pipeline.DealSize;
import io.leadloop.pipeline.LeadFilter;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.process.PipelineRelease;
import io.leadloop.quality.Comparison;
import io.leadloop.quality.Comparisons;
import io.leadloop.quality.LeadFigures;
import io.leadloop.quality.Period;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A second dataset at Meta, under a name of its own, that is told of the leads of one country. */
@StoryTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralAccountsOfAPlatformStoryTests {

    private static final List<String> AT_UK = new CopyOnWriteArrayList<>();
    private static final HttpServer UK = meta();

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    PipelineDrafts drafts;

    @Autowired
    PipelineRelease release;

    @Autowired
    LeadFigures figures;

    @Autowired
    Comparisons comparisons;

    private boolean isPublished;

    /** Meta's answer by its page "Using the API" of the Conversions API: events_received, messages, fbtrace_id. */
    private static HttpServer meta() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                AT_UK.add(exchange.getRequestURI() + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] answer = "{\"events_received\":1,\"messages\":[],\"fbtrace_id\":\"A1\"}"
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void accounts(DynamicPropertyRegistry registry) {
        registry.add("leadloop.destinations.meta-uk.type", () -> "meta");
        registry.add("leadloop.destinations.meta-uk.label", () -> "Meta, United Kingdom");
        registry.add(
                "leadloop.destinations.meta-uk.base-url",
                () -> "http://localhost:" + UK.getAddress().getPort());
        registry.add("leadloop.destinations.meta-uk.dataset-id", () -> "700700");
        registry.add("leadloop.destinations.meta-uk.access-token", () -> "token-of-uk");
        registry.add("leadloop.destinations.meta-uk.account-currency", () -> "GBP");
    }

    @AfterAll
    static void away() {
        UK.stop(0);
    }

    @BeforeEach
    void british_leads_are_told_to_the_british_account() {
        clock.set("2026-10-03T10:25:00Z");
        AT_UK.clear();
        if (isPublished) {
            return;
        }
        isPublished = true;
        PipelineVersion draft = drafts.begin("rita");
        Pipeline before = draft.pipeline();
        List<ReportLine> lines = new ArrayList<>();
        for (ReportLine line : before.reports()) {
            Stream.of(line)
                    .flatMap(it -> it.destination().equals("meta") && it.stage().equals("SQL")
                            ? Stream.of(
                                    to(it, "meta", new Condition(true, List.of("GB"))),
                                    to(it, "meta-uk", Condition.oneOf("GB")))
                            : Stream.of(it))
                    .forEach(lines::add);
        }
        PipelineVersion saved = drafts.save(
                draft.id(),
                draft.revision(),
                new Pipeline(before.stages(), before.statuses(), lines),
                Map.of(),
                "rita");
        release.publish(saved.id(), saved.revision(), "Two datasets", LintContext.UNKNOWN, "rita", () -> {});
        clock.set("2026-10-03T10:26:00Z");
    }

    private static ReportLine to(ReportLine of, String account, Condition country) {
        return new ReportLine(
                of.id() + "_" + account.replace('-', '_'),
                of.note(),
                of.stage(),
                new LeadFilter(country, Condition.ANY, Condition.ANY, DealSize.ANY),
                account,
                of.action(),
                of.role(),
                of.value(),
                of.amount(),
                of.currency(),
                of.share(),
                of.match());
    }

    private void isQualified(String lead, String country) {
        house.genericSends(House.event(lead, "SQL", "2026-10-02T09:00:00Z", "", "fbclid=" + lead + "-f")
                .replace("\"lead\":{", "\"lead\":{\"country\":\"" + country + "\","));
        house.settles();
    }

    private List<Conversion> atMeta(String lead) {
        return house.conversionsOf(house.lead("generic", lead).orElseThrow().id()).stream()
                .filter(it -> it.destination().startsWith("meta"))
                .toList();
    }

    @Test
    void each_lead_is_told_to_the_account_of_its_country_alone_with_that_accounts_keys() {
        isQualified("anna", "GB");
        isQualified("bea", "DE");
        assertThat(atMeta("anna"))
                .extracting(Conversion::destination, Conversion::state)
                .containsExactly(tuple("meta-uk", ConversionState.ACCEPTED));
        assertThat(atMeta("bea"))
                .extracting(Conversion::destination, Conversion::state)
                .containsExactly(tuple("meta", ConversionState.ACCEPTED));
        assertThat(AT_UK)
                .singleElement()
                .asString()
                .contains("/700700/events", "token-of-uk", "anna-f")
                .doesNotContain("bea-f");
        assertThat(house.received("meta", "bea-f")).hasSize(1);
        assertThat(house.received("meta", "anna-f")).isEmpty();
    }

    @Test
    void people_see_it_as_an_account_of_its_own_that_is_paused_alone() {
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.get("/ops/destinations").body())
                .contains("Meta, United Kingdom", "id=\"a-meta-uk\"", "An account of the type <code>meta</code>");
        says("pause");
        isQualified("cleo", "GB");
        isQualified("dora", "DE");
        assertThat(atMeta("cleo")).extracting(Conversion::state).containsExactly(ConversionState.PLANNED);
        assertThat(atMeta("dora")).extracting(Conversion::state).containsExactly(ConversionState.ACCEPTED);
        says("resume");
        house.settles();
        assertThat(atMeta("cleo")).extracting(Conversion::state).containsExactly(ConversionState.ACCEPTED);
    }

    private void says(String verb) {
        assertThat(house.send(house.asAdministrator("/api/destinations/meta-uk/" + verb)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode())
                .isBetween(200, 204);
    }

    @Test
    void figures_know_whose_clicks_are_for_it_and_say_by_which_rule_a_lead_was_left_out() {
        isQualified("emil", "GB");
        isQualified("fritz", "DE");
        figures.catchUp();
        assertThat(house.count("""
                        select count(*) from leadloop.standing_fact f join leadloop.lead l on l.id = f.lead_id
                        where l.external_id = 'fritz' and f.destination = 'meta-uk' and f.delivery_status = 'EXCLUDED'
                        """)).isEqualTo(1);
    }

    @Test
    void it_counts_for_as_many_days_after_the_click_as_new_accounts_of_its_platform() {
        house.sql("insert into leadloop.platform_report (destination, action, day, basis, conversions, imported_at)"
                + " values ('meta-uk', 'SQL', '2026-10-02', 'CONVERSION', 1, '2026-10-03T09:00:00Z')");
        assertThat(comparisons.of(new Period(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-03"))))
                .filteredOn(it -> it.destination().equals("meta-uk"))
                .extracting(Comparison::windowDays)
                .containsExactly(7);
    }
}
