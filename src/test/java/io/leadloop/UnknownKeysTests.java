package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** A misspelt key is found at the start: by its name, where it stands, and with the one that was meant. */
class UnknownKeysTests {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private final StandardEnvironment environment = new StandardEnvironment();
    private final Map<String, Object> variables = new HashMap<>();

    UnknownKeysTests() {
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource("systemEnvironment", variables));
        ConfigurationPropertySources.attach(environment);
    }

    private void start() {
        DefaultListableBeanFactory factory = new DefaultListableBeanFactory();
        factory.registerSingleton("environment", environment);
        new UnknownKeys().postProcessBeanFactory(factory);
    }

    private void set(String key, Object value) {
        environment.getPropertySources().addFirst(new MapPropertySource("arguments " + key, Map.of(key, value)));
    }

    private void yaml(Resource file) throws IOException {
        new YamlPropertySourceLoader()
                .load("a file", file)
                .forEach(it -> environment.getPropertySources().addFirst(it));
    }

    private void yaml(String text) throws IOException {
        yaml(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8), "leadloop.yaml"));
    }

    @ParameterizedTest
    @CsvSource({
        "leadloop.upload.batchsze, leadloop.upload.batch-size",
        "leadloop.destinations.meta.acces-token, leadloop.destinations.meta.access-token",
        "leadloop.destinations.metta.access-token, leadloop.destinations.meta.access-token",
        "leadloop.destinations.google-ads.reports.developer-token, leadloop.destinations.google-ads.report.developer-token",
        "leadloop.destinations.meta.credential-ends, leadloop.destinations.meta.credentials-end",
        "leadloop.destinations.tiktok.crm-action.mql, leadloop.destinations.tiktok.crm-actions.mql",
        "leadloop.inbox.retry-delay[0], leadloop.inbox.retry-delays.0",
        "leadloop.crm.source.mycrm.secrets, leadloop.crm.sources.mycrm.secrets",
        "leadloop.crm.sources.mycrm.tpye, leadloop.crm.sources.mycrm.type",
        "leadloop.embedded.directory, leadloop.database.embedded.directory",
        "leadloop.conversion.keep-exchange, leadloop.conversion.keep-exchanges",
        "leadloop.schedule.of, leadloop.schedule.off",
        "leadloop.quality.zone.meta, leadloop.quality.zones.meta",
        "leadloop.quality.attribution-days.google, leadloop.quality.attribution-days.google-ads",
        "leadloop.quality.zones.linkdin, leadloop.quality.zones.linkedin",
        "leadlop.production, leadloop.production",
        "leadloops.upload.treads, leadloop.upload.threads",
        "leedloop.crm.sources.mycrm.tpye, leadloop.crm.sources.mycrm.type",
        "laedloop.colour, leadloop"
    })
    void it_is_named_with_the_key_that_was_meant(String misspelt, String meant) {
        set(misspelt, "x");
        assertThatThrownBy(this::start)
                .hasMessageContaining(misspelt + " (arguments " + misspelt + "), the nearest key is " + meant)
                .satisfies(it -> assertThat(new StartFailureAnalyzer().analyze(it))
                        .as("said in words at the start")
                        .isNotNull());
    }

    @Test
    void the_application_does_not_start() {
        assertThatThrownBy(() -> new SpringApplicationBuilder(LeadLoopApplication.class)
                        .web(WebApplicationType.NONE)
                        .run("--leadloop.upload.treads=4"))
                .hasMessageContaining(
                        "leadloop.upload.treads (commandLineArgs)," + " the nearest key is leadloop.upload.threads");
    }

    @Test
    void a_key_that_is_like_no_other_is_named_too() {
        set("leadloop.colour", "x");
        assertThatThrownBy(this::start)
                .hasMessageContaining("leadloop.colour (arguments leadloop.colour), no key is near");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "leadloop.crm.sources.gen.currency",
                "leadloop.crm.sources.gen.fields.deal.value",
                "leadloop.destinations.meta.conversionactions.mql",
                "leadloop.quality.attribution-days.criteo"
            })
    void a_key_that_has_nothing_in_common_is_not_offered(String key) {
        set("leadloop.crm.sources.gen.type", "generic");
        set(key, "x");
        assertThatThrownBy(this::start).hasMessageContaining(key + " (arguments " + key + "), no key is near it");
    }

    @Test
    void a_whole_file_under_a_misspelt_root_is_named_with_each_of_its_keys() throws IOException {
        yaml("leadlop:\n  production: false\n  inbox.threads: 3\n");
        assertThatThrownBy(this::start)
                .hasMessageContaining("leadlop.production (Byte array resource [leadloop.yaml] - 2:15)")
                .hasMessageContaining("the nearest key is leadloop.inbox.threads");
    }

    @ParameterizedTest
    @ValueSource(strings = {"leadpages.key", "lead.loop", "load.x", "leads.production", "loop.production"})
    void a_root_of_another_name_is_none(String key) {
        set(key, "x");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void all_of_them_are_named_at_once_with_file_and_line() throws IOException {
        yaml("leadloop:\n  inbox:\n    thread: 3\n  upload.treads: 4\n");
        assertThatThrownBy(this::start)
                .hasMessageContaining("leadloop.inbox.thread (Byte array resource [leadloop.yaml] - 3:13)")
                .hasMessageContaining("leadloop.upload.treads (Byte array resource [leadloop.yaml] - 4:18)");
    }

    @Test
    void a_source_has_the_keys_of_its_type_only() throws IOException {
        yaml("leadloop.crm.sources.sales: {type: pipedrive, user: u, api-key: k}");
        assertThatThrownBy(this::start)
                .hasMessageContaining("leadloop.crm.sources.sales.api-key")
                .hasMessageContaining("the nearest key is leadloop.crm.sources.sales.api-token");
        environment.getPropertySources().remove("a file");
        yaml("leadloop.crm.sources.sales: {type: close, api-key: k}");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "LEADLOOP_INBOX_ENCRYPTIONKY, LEADLOOP_INBOX_ENCRYPTIONKEY",
        "LEADLOOP_DESTINATIONS_META_ACCESTOKEN, LEADLOOP_DESTINATIONS_META_ACCESSTOKEN",
        "LEADLOOP_CRM_SOURCES_MYCRM_SECRET, LEADLOOP_CRM_SOURCES_MYCRM_SECRETS",
        "LEADLOOP_DATABASE_PASSWORD, ''",
        "LEADLOP_INBOX_ENCRYPTIONKEY, LEADLOOP_INBOX_ENCRYPTIONKEY"
    })
    void an_environment_variable_is_named_in_its_own_form(String misspelt, String meant) {
        variables.put(misspelt, "x");
        assertThatThrownBy(this::start)
                .hasMessageContaining(misspelt + " (systemEnvironment)")
                .hasMessageContaining(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LEADLOOP_INBOX_ENCRYPTIONKEY",
                "LEADLOOP_INBOX_ENCRYPTION_KEY",
                "LEADLOOP_DESTINATIONS_GOOGLEADS_CUSTOMERID",
                "LEADLOOP_DESTINATIONS_GOOGLE_ADS_CUSTOMER_ID",
                "LEADLOOP_DESTINATIONS_META_CREDENTIALSEND",
                "LEADLOOP_DESTINATIONS_META_DATAPROCESSINGOPTIONS_0",
                "LEADLOOP_DESTINATIONS_TIKTOK_CRMACTIONS_MQL",
                "LEADLOOP_CRM_SOURCES_MYCRM_SECRETS_0",
                "LEADLOOP_CRM_SOURCES_MYCRM_CLICKIDFIELDS_GCLID_0",
                "LEADLOOP_QUALITY_ATTRIBUTIONDAYS_META",
                "LEADPOOL_HOME",
                "_",
                "SPRING_DATASOURCE_URL",
                "PATH"
            })
    void an_environment_variable_that_is_read_is_none(String name) {
        variables.put(name, "x");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    /** What Spring itself reads from variables with underscores in place of dashes: values and lists, no maps. */
    @Test
    void underscores_for_dashes_are_taken_where_spring_takes_them() {
        variables.put("LEADLOOP_INBOX_RETRY_DELAYS_0", "7s");
        variables.put("LEADLOOP_DESTINATIONS_TIKTOK_CRM_ACTIONS_MQL", "x");
        Binder binder = Binder.get(environment);
        boolean list = binder.bind("leadloop.inbox.retry-delays", Bindable.listOf(String.class))
                .isBound();
        boolean map = binder.bind(
                        "leadloop.destinations.tiktok.crm-actions", Bindable.mapOf(String.class, String.class))
                .isBound();
        assertThat(List.of(list, map)).containsExactly(true, false);
        assertThatThrownBy(this::start)
                .hasMessageNotContaining("RETRY_DELAYS")
                .hasMessageContaining("LEADLOOP_DESTINATIONS_TIKTOK_CRM_ACTIONS_MQL")
                .hasMessageContaining("the nearest key is LEADLOOP_DESTINATIONS_TIKTOK_CRMACTIONS_MQL");
    }

    @Test
    void a_variable_that_a_value_names_is_the_users_own() {
        variables.put("LEADLOOP_META_TOKEN", "a-token");
        set("leadloop.destinations.meta.access-token", "${LEADLOOP_META_TOKEN:none}");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void what_kubernetes_sets_for_a_service_of_that_name_is_no_key() {
        variables.putAll(Map.of(
                "LEADLOOP_SERVICE_HOST", "10.0.0.1",
                "LEADLOOP_SERVICE_PORT_HTTP", "8080",
                "LEADLOOP_PORT", "tcp://10.0.0.1:8080",
                "LEADLOOP_PORT_8080_TCP_ADDR", "10.0.0.1",
                "LEADLOOP_WEB_SERVICE_PORT", "8080"));
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "leadloop.inbox.batchSize",
                "leadloop.inbox.batch_size",
                "leadloop.inbox.retry-delays[1]",
                "leadloop.destinations.meta.account-currency",
                "leadloop.quality.zones.meta",
                "leadloop.crm.sources.my-crm.fields.deal.amount",
                "leadloop.crm.sources.my-crm.consent-values.yes-please",
                "leadloop.sign-in.oidc.groups.sales-ops[0]",
                "spring.leadloop.anything"
            })
    void a_key_in_any_form_that_spring_reads_is_none(String key) {
        set(key, "x");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    @Test
    void a_source_with_a_preset_has_the_keys_of_a_generic_one() {
        set("leadloop.crm.sources.sales.preset", "odoo");
        set("leadloop.crm.sources.sales.read-back.headers.X-PW-UserEmail", "x");
        set("leadloop.crm.sources.sales.fields.click-ids.li_fat_id", "/x");
        assertThatCode(this::start).doesNotThrowAnyException();
        set("leadloop.crm.sources.sales.organization-ids", "x");
        assertThatThrownBy(this::start).hasMessageContaining("leadloop.crm.sources.sales.organization-ids (");
    }

    @Test
    void a_section_whose_keys_are_all_commented_out_is_none() throws IOException {
        yaml("leadloop:\n  inbox:\n  destinations:\n    meta:\n  crm.sources: {}\n");
        assertThatCode(this::start).doesNotThrowAnyException();
        yaml("leadloop:\n  inbox: 3\n");
        assertThatThrownBy(this::start).hasMessageContaining("leadloop.inbox (");
    }

    @Test
    void nothing_that_is_shipped_or_documented_has_one() throws IOException {
        yaml(new FileSystemResource("src/main/resources/application.yaml"));
        yaml(new FileSystemResource("src/main/resources/demo.yaml"));
        assertThatCode(this::start).doesNotThrowAnyException();
        try (Stream<Path> pages = Stream.concat(Stream.of(Path.of("README.md")), Files.walk(Path.of("docs")))) {
            for (Path page : pages.filter(it -> it.toString().endsWith(".md")).toList()) {
                for (var block : YAML.matcher(Files.readString(page)).results().toList()) {
                    yaml(block.group(1));
                    assertThatCode(this::start).as(page + ": " + block.group(1)).doesNotThrowAnyException();
                    environment.getPropertySources().remove("a file");
                }
            }
        }
    }
}
