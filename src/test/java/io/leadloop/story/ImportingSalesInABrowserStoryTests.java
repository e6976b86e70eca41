package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.imports.ImportRun;
import io.leadloop.support.Chromium;
import io.leadloop.support.House;
import io.leadloop.support.People;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.leadloop.support.Workbooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody of sales imports the phone sales of a month from a German Excel file, without having read anything. */
@StoryTest
class ImportingSalesInABrowserStoryTests {

    private static final int SALES = 300;
    private static final By STATUSES = By.id("statuses");
    private static final By FORECAST = By.id("forecast");

    /** The column and the cell of ten rows in which somebody made a mistake. */
    private static final Map<Integer, Map.Entry<Integer, String>> MISTAKES = Map.of(
            31, Map.entry(3, ""),
            62, Map.entry(3, "s:bald"),
            93, Map.entry(3, "t:99999.5"),
            124, Map.entry(4, "s:45k"),
            155, Map.entry(4, "s:1.250"),
            186, Map.entry(4, "e:#N/A"),
            217, Map.entry(4, "s:viel"),
            248, Map.entry(2, ""),
            279, Map.entry(0, "s:4,9E+11"),
            290, Map.entry(3, "s:morgen"));

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    IdentityService identity;

    @Autowired
    ImportRun run;

    @TempDir
    Path folder;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
        People.join(identity, "ilse", "sales-ops");
    }

    private static List<String> sale(int number) {
        long day = ChronoUnit.DAYS.between(LocalDate.of(1899, 12, 30), LocalDate.of(2026, 10, 1));
        List<String> row = new ArrayList<>(List.of(
                "s:A-" + number,
                "s:kunde" + number + "@example.com",
                "s:Auftrag erteilt",
                String.format(Locale.ROOT, "t:%d.5%03d", day, number),
                "n:" + (1000 + number),
                "s:phone-sale-click-" + number,
                "t:" + (day - 10) + ".25",
                "s:+49 151 2345" + String.format(Locale.ROOT, "%04d", number)));
        Map.Entry<Integer, String> mistake = MISTAKES.get(number);
        if (mistake != null) {
            row.set(mistake.getKey(), mistake.getValue());
        }
        return row;
    }

    private Path workbook() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "s:Auftragsnummer",
                "s:E-Mail-Adresse",
                "s:Phase",
                "s:Gewonnen am",
                "s:Auftragswert (EUR)",
                "s:gclid",
                "s:Klick am",
                "s:Telefon"));
        for (int number = 1; number <= SALES; number++) {
            rows.add(sale(number));
        }
        return Files.write(
                folder.resolve("Verk\u00e4ufe.xlsx"),
                new Workbooks().sheet("Verk\u00e4ufe", rows).bytes());
    }

    private void works() {
        while (run.step()) {
            house.applies();
        }
    }

    @Test
    void three_hundred_sales_with_ten_mistakes_are_told_and_each_mistake_is_named_with_its_line() throws IOException {
        int right = SALES - MISTAKES.size();
        long worth = 0;
        for (int number = 1; number <= SALES; number++) {
            worth += MISTAKES.containsKey(number) ? 0 : 1000 + number;
        }
        try (Chromium ilse = Chromium.open(house)) {
            ilse.signIn("ilse");
            ilse.go("/ops/import");
            ilse.see(By.name("file")).sendKeys(workbook().toString());
            ilse.press("Upload and look");
            ilse.see("Before it can begin:");
            // What a column holds is seen without opening the file again, and nobody's address is shown.
            ilse.see(column("Klick am"), "2026-09-21");
            ilse.see(column("E-Mail-Adresse"), "k\u2026@example.com");
            ilse.seeNot(By.tagName("main"), "kunde1@example.com");
            ilse.choose(By.xpath("//label[contains(., 'Klick am')]//select"), "Time of the click");
            ilse.type(By.name("source"), "telefon");
            ilse.choose(By.name("consentWhenAbsent"), "granted: everybody in it consented");

            // A mistake keeps everything else that was typed.
            ilse.type(By.name("zone"), "Berlin");
            ilse.press("Save and look again");
            ilse.see(By.cssSelector("[name=zone].is-invalid"));
            ilse.comes(By.name("source"), "telefon");
            ilse.comes(By.name("zone"), "Berlin");
            ilse.comes(By.xpath("//label[contains(., 'Klick am')]//select"), "clickedAt");
            ilse.type(By.name("zone"), "Europe/Berlin");
            ilse.press("Save and look again");

            ilse.see(STATUSES, "Auftrag erteilt");
            ilse.choose("What Auftrag erteilt means", "Closed won (as \"WON\")");
            ilse.press("Dry run");
            ilse.see("Dry run: nothing is changed.");
            works();
            ilse.see("The dry run is over; nothing was changed.");
            ilse.see(FORECAST, "Google Ads");
            ilse.see(FORECAST, String.format(Locale.ROOT, "%,d.00 EUR", worth));
            ilse.see(By.tagName("main"), "Bad rows 10");
            ilse.see("Amount (deal.amount) holds an error of Excel instead of a value");
            assertThat(house.count("select count(*) from leadloop.lead where source = 'telefon'"))
                    .isZero();

            ilse.press("Import");
            ilse.see("Importing.");
            works();
            ilse.see("Done.");
        }
        house.settles();
        assertThat(house.count("select count(*) from leadloop.lead where source = 'telefon' and stage = 'WON'"))
                .isEqualTo(right);
        assertThat(house.count("select count(*) from leadloop.conversion c join leadloop.lead l on l.id = c.lead_id"
                        + " where l.source = 'telefon' and c.destination = 'google-ads' and c.state = 'ACCEPTED'"))
                .isEqualTo(right);
        assertThat(house.count("select sum(c.amount)::bigint from leadloop.conversion c"
                        + " join leadloop.lead l on l.id = c.lead_id"
                        + " where l.source = 'telefon' and c.destination = 'google-ads'"))
                .isEqualTo(worth);
    }

    private static By column(String name) {
        return By.xpath("//label[contains(., '" + name + "')]");
    }
}
