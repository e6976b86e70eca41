package io.leadloop.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.CrmSourceType;
import io.leadloop.destination.DestinationType;
import io.leadloop.support.StoryTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The forms of connections: one for each type, of the keys that the type has. */
@StoryTest
class ConnectionTypesTests {

    @Autowired
    ConnectionTypes types;

    @Autowired
    List<DestinationType> platforms;

    @Autowired
    List<CrmSourceType> crms;

    @Test
    void every_type_that_can_be_configured_has_one() {
        assertThat(types.of(ConnectionKind.ACCOUNT))
                .extracting(ConnectionType::id)
                .containsExactlyInAnyOrderElementsOf(
                        platforms.stream().map(DestinationType::id).toList());
        assertThat(types.of(ConnectionKind.SOURCE))
                .extracting(ConnectionType::id)
                .containsExactlyInAnyOrderElementsOf(
                        crms.stream().map(CrmSourceType::type).toList());
    }

    private List<String> keys(boolean secret) {
        return java.util.stream.Stream.of(ConnectionKind.values())
                .flatMap(it -> types.of(it).stream())
                .flatMap(it -> it.fields().stream())
                .filter(it -> it.isSecret() == secret)
                .map(ConnectionField::key)
                .distinct()
                .sorted()
                .toList();
    }

    @Test
    void what_is_a_secret_is_told_from_what_is_none_by_its_name() {
        assertThat(keys(true))
                .containsExactly(
                        "access-token",
                        "access-token-secret",
                        "api-key",
                        "api-token",
                        "client-secret",
                        "consumer-key",
                        "consumer-secret",
                        "developer-token",
                        "headers",
                        "keys",
                        "read-back.headers",
                        "read-back.token",
                        "refresh-token",
                        "report.api-key",
                        "report.developer-token",
                        "secret",
                        "secrets",
                        "token",
                        "tokens",
                        "verify-token");
        assertThat(keys(false))
                .filteredOn(it -> it.matches(".*(token|secret|password|key).*"))
                .containsExactly(
                        "app-secret-proof",
                        "ed25519.public-key",
                        "secret-place",
                        "token-header",
                        "token-path",
                        "token-uri",
                        "write-back.key-field");
    }

    @Test
    void none_names_a_file_of_the_server_or_opens_the_inner_network() {
        assertThat(keys(false)).noneMatch(it -> it.endsWith("-file") || it.endsWith("private-address"));
    }

    @Test
    void addresses_to_which_secrets_go_are_known_as_such() {
        assertThat(types.find(ConnectionKind.ACCOUNT, "http").orElseThrow().fields())
                .filteredOn(it -> it.form() == ConnectionField.Form.ADDRESS)
                .extracting(ConnectionField::key)
                .containsExactlyInAnyOrder("url", "test-url");
        assertThat(types.of(ConnectionKind.ACCOUNT))
                .filteredOn(it -> !it.id().equals("http"))
                .allSatisfy(it ->
                        assertThat(it.field("base-url").orElseThrow().form()).isEqualTo(ConnectionField.Form.ADDRESS));
    }
}
