package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Connections that cannot be made so. */
class RefusedConnectionsStoryTests extends BeforeAnythingIsConnected {

    @Nested
    class What_is_refused {

        private void isRefused(String path, String document, String... words) {
            HttpResponse<String> answer = brand.put(path, document);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).contains(words);
            assertThat(house.count("select count(*) from leadloop.connection")).isZero();
        }

        @Test
        void a_key_that_the_type_does_not_have() {
            isRefused(
                    "account/brand-uk",
                    "{\"type\":\"meta\",\"keys\":{\"acces-token\":\"x\"}}",
                    "Meta has no key 'acces-token'.");
        }

        @Test
        void half_of_the_keys_of_an_account_that_shall_be_on() {
            isRefused(
                    "account/brand-uk",
                    "{\"type\":\"meta\",\"state\":\"ON\",\"keys\":{\"dataset-id\":\"1\"}}",
                    "Set access-token.",
                    "\"keys\":{\"access-token\"");
        }

        @Test
        void no_key_at_all_for_one_that_shall_be_on() {
            isRefused("account/brand-uk", "{\"type\":\"meta\",\"state\":\"ON\"}", "Nothing is typed yet");
        }

        @Test
        void a_value_that_cannot_be_read_without_saying_it_again() {
            isRefused(
                    "account/brand-uk",
                    brand.document("ON", BrandUk.SECRET, ",\"max-click-age\":\"ninety\""),
                    "'max-click-age' cannot be read as a duration, e.g. 90d");
            isRefused(
                    "source/brand-crm",
                    "{\"type\":\"generic\",\"state\":\"ON\",\"keys\":{\"secrets\":\"%s\",\"body\":\"xml\"}}"
                            .formatted(BrandUk.SECRET),
                    "'body' cannot be read as one of json, form");
        }

        @Test
        void a_name_of_the_configuration_of_another_platform_or_of_no_form() {
            isRefused("account/google-ads", "{\"type\":\"google-ads\"}", "stands in the configuration");
            isRefused("source/generic", "{\"type\":\"generic\"}", "stands in the configuration");
            isRefused("account/http", "{\"type\":\"meta\"}", "'http' is the name of another platform");
            isRefused("account/Brand_UK", "{\"type\":\"meta\"}", "small letters, digits and single dashes");
        }

        /** Each of them was stored once, and broke the page of the connection or the form. */
        @Test
        void a_member_a_text_or_an_address_that_no_key_has() {
            for (String key : List.of(
                    "conversion-actions[",
                    "conversion-actions[a",
                    "conversion-actions[]",
                    "conversion-actions[a][b]")) {
                isRefused(
                        "account/brand-uk",
                        "{\"type\":\"google-ads\",\"keys\":{\"" + key + "\":\"x\"}}",
                        "write conversion-actions[name]");
            }
            isRefused(
                    "source/brand-form",
                    "{\"type\":\"meta-leads\",\"keys\":{\"email-fields[abc]\":\"x\"}}",
                    "write email-fields[0]");
            isRefused(
                    "source/brand-crm",
                    "{\"type\":\"generic\",\"keys\":{\"secrets[1]\":\"x\"}}",
                    "counted from 0 without a gap");
            isRefused("account/brand-uk", "{\"type\":\"meta\",\"label\":\"a\\u0000b\"}", "printable");
            isRefused("account/brand-uk", "{\"type\":\"meta\",\"label\":\"" + "x".repeat(201) + "\"}", "at most 200");
            isRefused(
                    "account/brand-uk",
                    "{\"type\":\"meta\",\"keys\":{\"dataset-id\":\"a\\ud800b\"}}",
                    "a character that no text has");
            for (String address :
                    List.of("javascript:alert(1)", "file:///etc/passwd", "//x", "https://user:pw@host/")) {
                isRefused(
                        "account/brand-uk",
                        "{\"type\":\"meta\",\"keys\":{\"base-url\":\"" + address + "\"}}",
                        "has to be an address such as https://api.example.com");
            }
        }

        @Test
        void the_word_of_a_pages_address_as_a_name() {
            isRefused("account/new", "{\"type\":\"meta\"}", "Choose another name");
        }

        @Test
        void another_type_under_the_same_name_so_that_no_secret_comes_to_another_platform() {
            brand.put(brand.document("DRAFT", BrandUk.SECRET, ""));
            HttpResponse<String> answer = brand.put("{\"type\":\"tiktok\",\"state\":\"DRAFT\"}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("'brand-uk' is of the type meta, which stays");
            assertThat(house.texts("select type from leadloop.connection where name = 'brand-uk'"))
                    .containsExactly("meta");
        }

        @Test
        void a_file_of_the_server() {
            isRefused(
                    "account/brand-uk",
                    "{\"type\":\"google-ads\",\"keys\":{\"service-account-file\":\"/etc/passwd\"}}",
                    "has no key 'service-account-file'");
        }

        @Test
        void a_type_that_does_not_exist() {
            isRefused("account/brand-uk", "{\"type\":\"myspace\"}", "There is no type 'myspace'.");
        }

        @Test
        void a_change_of_what_somebody_else_changed_meanwhile() {
            brand.put(brand.document("ON", BrandUk.SECRET, ""));
            brand.put(brand.document("ON", "renewed", ""));
            HttpResponse<String> answer =
                    brand.put(brand.document("ON", "late", "").replace("\"state\"", "\"version\":1,\"state\""));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("Somebody changed the connection 'brand-uk' meanwhile (version 2)");
        }
    }

    @Test
    void a_key_without_a_value_is_one_that_is_left_out() {
        assertThat(brand.put("account/brand-uk", "{\"type\":\"meta\",\"keys\":{\"dataset-id\":null}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(house.texts("select keys::text from leadloop.connection where name = 'brand-uk'"))
                .containsExactly("{}");
    }

    @Test
    void what_is_removed_keeps_neither_its_keys_nor_its_secrets() {
        brand.put(brand.document("DRAFT", BrandUk.SECRET, ""));
        assertThat(brand.put("{\"type\":\"meta\",\"state\":\"REMOVED\"}").statusCode())
                .isEqualTo(200);
        assertThat(house.count("select count(*) from leadloop.connection where name = 'brand-uk' and state = 'REMOVED'"
                        + " and keys = '{}' and secrets is null"))
                .isEqualTo(1);
    }

    /** Connections of before an address was looked at. */
    @Test
    void one_that_was_stored_before_a_rule_can_be_switched_off_and_is_judged_by_it_when_that_key_changes() {
        brand.put(brand.document("ON", BrandUk.SECRET, ""));
        house.sql("update leadloop.connection set keys = keys || '{\"base-url\":\"https://user@old.example\"}'"
                + " where name = 'brand-uk'");
        String kept =
                "{\"type\":\"meta\",\"state\":\"OFF\",\"keys\":{\"dataset-id\":\"700700\",\"base-url\":\"https://%s@old.example\"}}";
        assertThat(brand.put(kept.formatted("user")).statusCode()).isEqualTo(200);
        assertThat(brand.put(kept.formatted("other")).body()).contains("has to be an address");
    }
}
