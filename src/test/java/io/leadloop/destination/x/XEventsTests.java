package io.leadloop.destination.x;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountCatalogue.Listing;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.AccountPixel.State;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.FakeReportApi;
import io.leadloop.destination.FakeReportApi.Answer;
import io.leadloop.destination.FakeReportApi.Asked;
import io.leadloop.destination.OneAccount;
import io.leadloop.destination.x.OAuth1.Parameter;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The events of an ads account. The fake follows X's reference "Web Event Tags" as facts/accounts.md 9.3 has it, and checks the
 * signature over the query as X's page "Creating a signature" does.
 */
class XEventsTests {

    private final FakeReportApi x = new FakeReportApi(this::answer);
    private final List<String> pages = new ArrayList<>(List.of("""
            {"id":"o87ne","name":"Demo held","type":"SIGN_UP","click_window":30,"view_through_window":1,
             "status":"UNVERIFIED","retargeting_enabled":false,"website_tag_id":"o8z6j","deleted":false}"""));
    private boolean neverEnds;

    @AfterEach
    void close() {
        x.close();
    }

    private Answer answer(Asked asked) {
        boolean isRight = asked.path().equals("/12/accounts/18ce54d4x5t/web_event_tags")
                && asked.wrong(Set.of("count"), Set.of("cursor", "with_deleted", "web_event_tag_ids", "sort_by"))
                        .isEmpty()
                && Integer.parseInt(asked.of("count")) <= 1000;
        if (!isSigned(asked)) {
            return new Answer(401, "{\"errors\":[{\"code\":\"UNAUTHORIZED_ACCESS\",\"message\":\"secret words\"}]}");
        }
        if (!isRight) {
            return new Answer(404, "{\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"secret words\"}]}");
        }
        int page = asked.of("cursor").isEmpty()
                ? 0
                : Integer.parseInt(asked.of("cursor").substring(2));
        String next = neverEnds ? "\"c:1\"" : page + 1 < pages.size() ? "\"c:" + (page + 1) + "\"" : "null";
        return new Answer(
                200,
                "{\"request\":{\"params\":{}},\"next_cursor\":" + next + ",\"data\":["
                        + pages.get(Math.min(page, pages.size() - 1)) + "]}");
    }

    /** Works the signature out anew from what came over the wire. */
    private boolean isSigned(Asked asked) {
        List<Parameter> all = new ArrayList<>();
        asked.query().forEach((name, value) -> all.add(new Parameter(name, value)));
        String told = "";
        for (String pair : asked.header("Authorization").replace("OAuth ", "").split(", ")) {
            String name = pair.substring(0, pair.indexOf('='));
            String value =
                    URLDecoder.decode(pair.substring(pair.indexOf('=') + 2, pair.length() - 1), StandardCharsets.UTF_8);
            if (name.equals("oauth_signature")) {
                told = value;
            } else {
                all.add(new Parameter(name, value));
            }
        }
        return told.equals(OAuth1.signature(
                asked.method(),
                URI.create(x.address() + asked.path()),
                all,
                new OAuth1.Credentials("consumer", "consumer-secret", "token", "token-secret")));
    }

    private AccountCatalogue events(Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(Map.of(
                "base-url", x.address().toString(),
                "pixel-id", "o8z6j",
                "consumer-key", "consumer",
                "consumer-secret", "consumer-secret",
                "access-token", "token",
                "access-token-secret", "token-secret",
                "ad-account-id", "18ce54d4x5t",
                "conversion-actions.sql", "o87ne"));
        keys.putAll(more);
        return OneAccount.of((http, settings, tokens, clock) -> new XType().xAccounts(http, settings, clock), keys)
                .catalogue()
                .orElseThrow();
    }

    private Listing list() throws Exception {
        return events(Map.of()).list();
    }

    @Test
    void are_its_list_each_by_the_id_by_which_it_is_told_with_its_window() throws Exception {
        assertThat(list().actions())
                .extracting(
                        CatalogueAction::reference,
                        CatalogueAction::name,
                        CatalogueAction::type,
                        CatalogueAction::clickWindowDays,
                        CatalogueAction::status)
                .containsExactly(tuple("tw-o8z6j-o87ne", "Demo held", "SIGN_UP", 30, Status.ENABLED));
        assertThat(list().pixels())
                .containsExactly(new AccountPixel("pixel", "o8z6j", "", State.UNKNOWN, "pixel-id", null, null));
    }

    @Test
    void are_found_by_the_plan_in_the_short_and_in_the_long_form_and_by_no_other_name() {
        assertThat(events(Map.of()).referenceOf("sql")).contains("tw-o8z6j-o87ne");
        assertThat(events(Map.of()).referenceOf("tw-o8z6j-o8z21")).contains("tw-o8z6j-o8z21");
        assertThat(events(Map.of("conversion-actions.won", "tw-o8z6j-o8z21")).referenceOf("won"))
                .contains("tw-o8z6j-o8z21");
        assertThat(events(Map.of()).referenceOf("won")).isEmpty();
        assertThat(events(Map.of()).takesAnyAction()).isFalse();
    }

    @Test
    void are_followed_by_a_cursor_that_is_signed_too() throws Exception {
        pages.add("{\"id\":\"o8z21\",\"name\":\"Won\",\"website_tag_id\":\"o8z6j\",\"deleted\":true}");
        assertThat(list().actions())
                .extracting(CatalogueAction::reference, CatalogueAction::status)
                .containsExactly(tuple("tw-o8z6j-o87ne", Status.ENABLED), tuple("tw-o8z6j-o8z21", Status.REMOVED));
    }

    @Test
    void of_another_pixel_leave_the_configured_one_missing() throws Exception {
        pages.set(0, "{\"id\":\"o87ne\",\"name\":\"Demo held\",\"website_tag_id\":\"other\"}");
        assertThat(list().pixels())
                .extracting(AccountPixel::id, AccountPixel::state)
                .containsExactly(tuple("o8z6j", State.MISSING), tuple("other", State.UNKNOWN));
        assertThat(list().actions())
                .as("how the tag is written is unconfirmed: that alone makes no action missing")
                .extracting(CatalogueAction::reference)
                .containsExactly("tw-o8z6j-o87ne");
    }

    @Test
    void that_do_not_tell_their_pixel_are_taken_for_the_configured_ones() throws Exception {
        pages.set(0, "{\"id\":\"o87ne\",\"name\":\"Demo held\",\"click_window\":7}");
        assertThat(list().actions()).extracting(CatalogueAction::reference).containsExactly("tw-o8z6j-o87ne");
        assertThat(list().pixels()).isEmpty();
    }

    @Test
    void that_do_not_end_are_refused_in_words() {
        neverEnds = true;
        assertThatThrownBy(this::list).hasMessageContaining("does not end");
    }

    @Test
    void are_not_asked_for_without_the_account_and_a_refusal_is_said_in_words() {
        assertThat(events(Map.of()).missingKey()).isNull();
        Map<String, String> none = Map.of("ad-account-id", "");
        assertThat(events(none).missingKey()).isEqualTo("ad-account-id");
        assertThatThrownBy(
                        () -> events(Map.of("access-token-secret", "another")).list())
                .hasMessageContaining("401")
                .hasMessageContaining("UNAUTHORIZED_ACCESS")
                .hasMessageContaining("access-token-secret")
                .hasMessageNotContaining("secret words");
        assertThatThrownBy(() -> events(Map.of("ad-account-id", "other")).list())
                .hasMessageContaining("check ad-account-id");
        x.answersInstead(new Answer(200, "{\"data\":{}}"));
        assertThatThrownBy(this::list).hasMessageContaining("no list of events");
    }
}
