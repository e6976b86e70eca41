package io.leadloop.destination.httpaccount;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * {@code docs/http-accounts.md} has the fields and templates that there are, and its example starts. When this fails after a
 * change of them, copy {@code target/http-accounts.md} over it.
 */
class HttpAccountsPageTests {

    private static final Path PAGE = Path.of("docs/http-accounts.md");
    private static final Path WRITTEN = Path.of("target/http-accounts.md");

    @Test
    void the_tables_say_what_the_code_says() throws IOException {
        String page = Files.readString(PAGE);
        String right = between(between(page, "fields", fields()), "templates", templates());
        Files.writeString(WRITTEN, right);
        assertThat(page).as("cp target/http-accounts.md docs/http-accounts.md").isEqualTo(right);
    }

    @Test
    void the_example_is_an_account_that_starts() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf("```yaml\n") + "```yaml\n".length();
        String yaml = page.substring(from, page.indexOf("```", from));
        HttpAccountUnderTest account = new HttpAccountUnderTest("warehouse");
        for (PropertySource<?> source :
                new YamlPropertySourceLoader().load("example", new ByteArrayResource(yaml.getBytes()))) {
            for (String key : ((org.springframework.core.env.EnumerablePropertySource<?>) source).getPropertyNames()) {
                String value = String.valueOf(source.getProperty(key));
                account.set(
                        key.replace("leadloop.destinations.warehouse.", ""),
                        value.startsWith("${") ? "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" : value);
            }
        }
        assertThat(account.start().isOn()).isTrue();
    }

    private static String between(String page, String name, String table) {
        String begin = "<!-- " + name + " -->\n";
        String end = "<!-- end of " + name + " -->";
        return page.substring(0, page.indexOf(begin) + begin.length()) + table + page.substring(page.indexOf(end));
    }

    private static String fields() {
        return "| field | what it is | forms, the first without saying so |\n|---|---|---|\n"
                + TemplateField.all().stream()
                        .filter(it ->
                                !it.name().startsWith("click.") || it.name().equals("click.kind"))
                        .map(it -> row(
                                "`" + it.name() + "`",
                                it.meaning() + (it.isPersonal() ? "; masked where it is kept" : ""),
                                String.join(", ", it.forms().keySet())))
                        .collect(Collectors.joining())
                + row(
                        "`click.<kind>`",
                        "the newest of that kind, byte for byte: "
                                + TemplateField.names().stream()
                                        .filter(it -> it.startsWith("click.") && !it.equals("click.kind"))
                                        .map(it -> it.substring("click.".length()))
                                        .collect(Collectors.joining(", "))
                                + "; masked where it is kept",
                        "value")
                + row("`key.<name>`", "the account's `keys.<name>`; never kept", "text, number");
    }

    private static String templates() {
        StringBuilder table =
                new StringBuilder("| template | receiver | its own keys | not confirmed |\n|---|---|---|---|\n");
        for (String name : ShippedTemplate.NAMES) {
            ShippedTemplate template = ShippedTemplate.of(name);
            table.append(row(
                    "`" + name + "`",
                    "[" + template.text("name") + "](" + template.text("documentation") + ")",
                    keys(template),
                    String.valueOf(template.text("unconfirmed"))));
        }
        return table.toString();
    }

    private static String keys(ShippedTemplate template) {
        var keys = new java.util.TreeSet<String>();
        if (template.text("url") == null) {
            keys.add("url");
        } else {
            RequestAddress.of(String.valueOf(template.text("url")), false)
                    .keys()
                    .forEach(it -> keys.add("keys." + it));
        }
        JsonTemplate.read(String.valueOf(template.json("event")), Placeholder.Place.EVENT)
                .keys()
                .forEach(it -> keys.add("keys." + it));
        if (template.text("auth") != null) {
            keys.add("secret");
        }
        return keys.stream().map(it -> "`" + it + "`").collect(Collectors.joining(", "));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
