package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** {@code docs/presets.md} says what the presets say. When this fails, copy {@code target/presets.md} over it. */
class PresetsPageTests {

    private static final Path PAGE = Path.of("docs/presets.md");
    private static final Path WRITTEN = Path.of("target/presets.md");

    @Test
    void the_page_says_what_the_presets_say() throws IOException {
        Map<String, PresetFile> presets = new Presets("no/such/folder").files();
        StringBuilder page = new StringBuilder("""
                # Presets

                Written by `PresetsPageTests` from `src/main/resources/presets`. A preset is a source of the type `generic`
                ([webhooks.md](webhooks.md#generic)) as data: verification, map, steps. In the browser: *CRMs and forms*,
                *Connect a CRM or form*, the card of the CRM; its form asks for what only you know. Or in the configuration:

                ```yaml
                leadloop.crm.sources.sales:
                  preset: odoo
                  secrets: ${ODOO_SECRET}
                  consent-when-absent: unknown
                  fields.deal.currency: =EUR
                ```

                Each key of the preset may be set by the source itself, which then counts; an empty one takes the preset's away (in
                the configuration only). The pages show the steps of each source that has a preset, with its address in them. A preset of your
                own: [adding-a-crm.md](adding-a-crm.md).

                Statuses are a proposal; the stage mapping decides. What is read back is what the CRM has at the moment of asking: of
                two changes in quick succession the first may be seen as the second. There is no sweep, re-read or write-back for
                presets: what a CRM never sends again and lost is lost until the record's next change, or an [import](import.md).
                A CRM's address in a private network is refused unless `read-back.private-address` is `true`, redirects are not
                followed, and the host is always that of `read-back.base-url`.

                The column *open* counts what public documentation does not say; the section of the preset names it.

                | preset | CRM | verified by | a webhook carries | read back | time of the change | open |
                |---|---|---|---|---|---|---|
                """);
        presets.forEach((name, file) -> page.append("| [`" + name + "`](#" + name + ") | "
                + file.preset().crm() + " | "
                + cell(file.preset().verified()) + " | " + cell(file.preset().comes()) + " | "
                + cell(Objects.requireNonNullElse(file.preset().readBack(), "nothing")) + " | "
                + cell(file.preset().time().split("[.;,]", 2)[0]) + " | "
                + file.preset().unconfirmed().size() + " |\n"));
        presets.forEach((name, file) -> section(page, name, file.preset()));
        Files.createDirectories(WRITTEN.getParent());
        Files.writeString(WRITTEN, page.toString());
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("cp target/presets.md docs/presets.md")
                .isEqualTo(page.toString());
    }

    private static void section(StringBuilder page, String name, Preset preset) {
        page.append("\n## " + name + "\n\n" + preset.crm() + ". Time of the change: " + preset.time() + ".\n");
        if (!preset.asks().isEmpty()) {
            page.append("\n| to set | | for example |\n|---|---|---|\n");
            preset.asks()
                    .forEach(it -> page.append(
                            "| `" + it.key() + "` | " + cell(it.words()) + " | `" + it.example() + "` |\n"));
        }
        page.append("\n");
        for (int i = 0; i < preset.steps().size(); i++) {
            page.append(i + 1)
                    .append(". ")
                    .append(preset.steps().get(i).replace("<", "&lt;"))
                    .append(".\n");
        }
        page.append("\nStatuses: ")
                .append(String.join(
                        ", ",
                        preset.statuses().stream()
                                .map(it -> it.status() + " → " + it.stage())
                                .toList()))
                .append(".\n");
        list(page, "UNCONFIRMED, because public documentation does not say it:", preset.unconfirmed());
        list(page, "From:", preset.cited());
    }

    private static void list(StringBuilder page, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            page.append("\n" + title + "\n");
            lines.forEach(it -> page.append("- " + it.replace("<", "&lt;") + "\n"));
        }
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
