package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
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
}
