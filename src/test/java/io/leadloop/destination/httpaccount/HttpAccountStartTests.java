package io.leadloop.destination.httpaccount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.destination.Destination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stops the start, and by which words; what an account is that says nothing. */
class HttpAccountStartTests {

    private final HttpAccountUnderTest account = new HttpAccountUnderTest("erp");

    private HttpAccountUnderTest whole() {
        return account.set("url", "https://hook.example.com/leads")
                .set("event", "{\"id\":\"{{id}}\"}")
                .set("takes-email", true);
    }

    private void stopsWith(String... words) {
        assertThatThrownBy(account::start)
                .isInstanceOf(IllegalStateException.class)
                .message()
                .contains(words);
    }

    @Test
    void an_account_without_keys_is_off() {
        assertThat(account.start().isOn()).isFalse();
        assertThat(account.set("allow-private-address", true).start().isOn()).isFalse();
    }

    @Test
    void an_address_and_an_event_are_enough() {
        Destination destination = whole().start();
        assertThat(destination.isOn()).isTrue();
        assertThat(destination.profile().type()).isEqualTo("http");
        assertThat(destination.profile().name()).isEqualTo("HTTP (erp)");
        assertThat(destination.knowsAction("anything")).isTrue();
        assertThat(destination.knowsAction(" ")).isFalse();
    }

    @Test
    void an_account_that_matches_by_nothing_would_be_sent_nothing() {
        whole().set("takes-email", false);
        stopsWith("leadloop.destinations.erp.click-ids", "takes-email");
        assertThat(account.set("click-ids", "gclid").start().isOn()).isTrue();
    }

    @Test
    void half_the_keys_stop_the_start_and_name_all_that_are_missing() {
        account.set("event", "{\"id\":\"{{id}}\",\"shop\":\"{{key.shop}}\"}").set("auth", "HEADER");
        stopsWith(
                "leadloop.destinations.erp.url",
                "leadloop.destinations.erp.secret",
                "leadloop.destinations.erp.auth-name",
                "leadloop.destinations.erp.keys.shop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event | {\"a\":\"{{valeu}}\"} | Correct leadloop.destinations.erp.event: at /a: {{valeu}} is no field",
                "body | {\"a\":\"{{id}}\"} | Correct leadloop.destinations.erp.body: at /a: {{id}} cannot stand here",
                "template | ga5 | Correct leadloop.destinations.erp.template: 'ga5' is none of ecapi, ga4, nextdoor, quora, taboola",
                "method | GET | Correct leadloop.destinations.erp.method",
                "click-ids | ll_ref | Correct leadloop.destinations.erp.click-ids: 'll_ref' is no kind of click id",
                "click-ids | zzclid | Correct leadloop.destinations.erp.click-ids: 'zzclid' is no kind of click id",
                "currencies | EURO | Correct leadloop.destinations.erp.currencies: 'EURO' is no currency",
                "accept-pointer | status | Correct leadloop.destinations.erp.accept-pointer",
                "required | id | Correct leadloop.destinations.erp.required",
                "batch-size | 0 | Correct leadloop.destinations.erp.batch-size",
                "headers.host | elsewhere.example.com | Correct leadloop.destinations.erp.headers.host",
                "headers.x-a | {{id}} | Correct leadloop.destinations.erp.headers.x-a: {{id}} cannot stand here",
                "test-url | https://other.example.com/ | Correct leadloop.destinations.erp.test-url: it has to be of the same host"
            })
    void a_wrong_key_stops_the_start_and_is_named(String key, String value, String words) {
        whole().set(key, value);
        stopsWith(words);
    }

    @Test
    void a_header_holds_no_line_break() {
        whole().set("headers.x-a", "1\r\nHost: elsewhere");
        stopsWith("leadloop.destinations.erp.headers.x-a", "line break");
    }

    @Test
    void nor_does_a_key_that_stands_in_one() {
        whole().set("headers.x-a", "{{key.shop}}").set("keys.shop", "1\r\nHost: elsewhere");
        stopsWith("leadloop.destinations.erp.headers.x-a", "line break");
    }

    @Test
    void a_secret_that_cannot_sign_is_told_without_being_said() {
        whole().set("auth", "STANDARD_WEBHOOKS").set("secret", "not-a-key-of-that-kind");
        assertThatThrownBy(account::start)
                .hasMessageContaining("leadloop.destinations.erp.secret")
                .hasMessageContaining("whsec_")
                .hasMessageNotContaining("not-a-key");
    }

    /** Without TLS, by the inner network's numbers in every way in which they are written, or by names of this machine. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hook.example.com/",
                "https://127.0.0.1/",
                "https://10.1.2.3/",
                "https://169.254.169.254/latest/meta-data",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0177.0.0.1/",
                "https://127.1/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[fd00::1]/",
                "https://localhost/",
                "https://a.localhost/",
                "https://user:word@hook.example.com/",
                "ftp://hook.example.com/",
                "file:///etc/passwd",
                "//hook.example.com/",
                "https://{{key.host}}/",
                "https://hook.example.com{{key.host}}/",
                "https://hook.example.com/#{{key.host}}",
                "https://hook.example.com/{{id}}",
                "https://hook.example.com/a b"
            })
    void an_address_that_may_not_be_called_stops_the_start(String url) {
        whole().set("url", url).set("keys.host", "evil.example.com");
        assertThatThrownBy(account::start)
                .hasMessageStartingWith("Correct leadloop.destinations.erp.url: ")
                .as("an address may hold a secret")
                .hasMessageNotContaining("word@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://8.8.8.8/", "https://[2606:4700::1111]/", "https://3com.example.com/"})
    void public_addresses_start(String url) {
        assertThat(whole().set("url", url).start().isOn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/", "http://10.1.2.3/", "https://erp.internal/"})
    void private_ones_start_where_they_are_allowed(String url) {
        assertThat(whole().set("url", url)
                        .set("allow-private-address", true)
                        .start()
                        .isOn())
                .isTrue();
    }
}
