package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.DestinationProfile.AdjustmentSupport;
import io.leadloop.destination.DestinationProfile.Matching;
import io.leadloop.destination.DestinationProfile.TestFlag;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.support.StoryTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * {@code docs/destinations.md} says what the profiles say. When this fails after a change of a profile, copy {@code
 * target/destinations.md} over it.
 */
@StoryTest
class DestinationsPageTests {

    private static final Path PAGE = Path.of("docs/destinations.md");
    private static final Path WRITTEN = Path.of("target/destinations.md");

    @Autowired
    Destinations destinations;

    @Test
    void the_page_says_what_the_profiles_say() throws IOException {
        Files.writeString(WRITTEN, page());
        assertThat(Files.readString(PAGE))
                .as("cp target/destinations.md docs/destinations.md")
                .isEqualTo(page());
    }

    private String page() {
        return """
                # Destinations

                Written by `DestinationsPageTests` from the profiles in `destination/*`. All windows and versions are
                configurable under `leadloop.destinations.<id>`.

                ## Several accounts of a platform

                A platform may have any number of accounts: for brands, countries, agencies. The one that is named after the
                platform needs no more than its keys. Any other gets a name (small letters, digits, dashes) and says its type; it
                then has all keys of that platform under its own name:

                ```yaml
                leadloop.destinations:
                  meta:                      # type meta, by its name
                    dataset-id: "900100200300400"
                    access-token: ${META_TOKEN}
                  meta-uk:
                    type: meta
                    label: Meta, United Kingdom
                    dataset-id: "700700700700700"
                    access-token: ${META_UK_TOKEN}
                    account-currency: GBP
                ```

                Dashes and letter case do not tell names apart: `LEADLOOP_DESTINATIONS_METAUK_ACCESSTOKEN` is a key of `meta-uk`. Say
                the name with its dashes in a file (its `type` is enough); secrets may come from variables.

                Each is an account of its own everywhere: lines of the plan name it and choose its leads (source, country,
                UTM source, UTM medium, campaign, deal size), it has its own topic in the engine, windows, currency, calendar (`leadloop.quality.zones.meta-uk`), limits,
                pause and figures. Dedupe keys do not change, so the same conversion told to two accounts has one key in both. A click
                belongs to the account whose ad it came from: without a choice in the plan the other account refuses it or does
                not count it. Clicks do not say their account; choose by what does (campaign, UTM source and medium, country, source). `utm_term` and `utm_content` are not kept. A
                campaign is known of leads whose source tells it: `origin.utmCampaign` of the generic webhook ([webhooks.md](webhooks.md)).

                A receiver that is not in these tables is an account of the type `http`: [http-accounts.md](http-accounts.md), with
                templates for GA4, IAB ECAPI, Nextdoor, Quora and Taboola.

                Some tell what they counted and what the ads cost: [reporting.md](reporting.md#read-back-by-api). Beside the keys for
                uploads they need those of `report`: at most of them another token.

                ## Whom they recognise

                The first kind of click id that the lead has, in this order, newest click first; never two. A click that
                the platform would not take any more is passed over. Hashed contact stands in only where the conversion
                plan says so (`CLICK_ID_OR_CONTACT`). Meta's cookie (fbc) and its bare fbclid are one kind: the newer one
                counts, by the time inside the cookie. With `meta.page-id` or `meta.whatsapp-business-account-id` Meta takes
                ctwa_clid, of ads that open WhatsApp, too.

                """
                + table(
                        "| id | platform | click ids, the best first | hashed contact alone | consent is told in |",
                        it -> row(
                                "`" + it.id() + "`",
                                "[" + it.name() + "](" + it.documentation() + ")",
                                clicks(it.matching()),
                                contact(it.matching()),
                                it.matching().consentFields()))
                + "\n## What they take and when\n\n"
                + table(
                        "| id | oldest click | after the click | oldest conversion | not published by the platform |",
                        it -> row(
                                "`" + it.id() + "`",
                                age(it.windows().maxClickAge()),
                                it.windows().holdAfterClick().isZero()
                                        ? "at once"
                                        : age(it.windows().holdAfterClick()),
                                age(it.windows().maxEventAge()),
                                it.windows().unconfirmed().isEmpty()
                                        ? "-"
                                        : it.windows().unconfirmed()))
                + "\n## How they are spoken to\n\n"
                + table(
                        "| id | API | a request | time | money | counted once by | one bad row | test flag | adjustments |",
                        it -> row(
                                "`" + it.id() + "`",
                                version(it),
                                it.wire().maxBatch() + "",
                                it.wire().time(),
                                it.wire().money(),
                                it.wire().dedupeKey(),
                                it.wire().badRow(),
                                flag(it.wire().testFlag()),
                                adjustments(it.adjustments())));
    }

    private String table(String head, Function<DestinationProfile, String> row) {
        long columns = head.chars().filter(it -> it == '|').count() - 1;
        return head + "\n|" + "---|".repeat((int) columns) + "\n"
                + destinations.all().stream().map(it -> row.apply(it.profile())).collect(Collectors.joining());
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", List.of(cells)) + " |\n";
    }

    private static String clicks(Matching matching) {
        return matching.clickIds().stream().map(ClickIdKind::key).collect(Collectors.joining(", "))
                + (matching.clickNeedsContact() ? "; only together with hashed contact" : "");
    }

    private static String contact(Matching matching) {
        if (matching.takesEmail()) {
            return matching.takesPhone() ? "mail, phone" : "mail";
        }
        return matching.takesPhone() ? "phone" : "no";
    }

    private static String age(@org.jspecify.annotations.Nullable Duration duration) {
        if (duration == null) {
            return "any";
        }
        boolean days = duration.toHours() >= 48;
        long shown = days ? Math.round(duration.toMinutes() / 1440.0) : duration.toHours();
        return shown + (days ? " days" : " hours");
    }

    private static String version(DestinationProfile profile) {
        return profile.api().version()
                + (profile.api().ends() == null ? "" : " until " + profile.api().ends());
    }

    private static String flag(TestFlag flag) {
        if (!flag.exists()) {
            return "none";
        }
        return "`" + flag.field() + "`" + (flag.counted() ? ", counts all the same" : "");
    }

    private static String adjustments(AdjustmentSupport adjustments) {
        if (!adjustments.isPossible()) {
            return adjustments.how();
        }
        String until = adjustments.until() == null ? "" : ", up to " + age(adjustments.until());
        String from = adjustments.from().isZero() ? "" : ", from " + age(adjustments.from());
        return adjustments.how() + from + until;
    }
}
