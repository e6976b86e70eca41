package io.leadloop.connection;

import static io.leadloop.connection.APlan.action;
import static io.leadloop.connection.APlan.counting;
import static io.leadloop.connection.APlan.in;
import static io.leadloop.connection.APlan.sql;
import static io.leadloop.connection.APlan.typed;
import static io.leadloop.connection.APlan.won;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.connection.AuditFinding.Kind;
import io.leadloop.connection.AuditFinding.Severity;
import io.leadloop.conversion.ConversionRole;
import io.leadloop.destination.AccountCatalogue.SettingKind;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Counting;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.UploadHealth;
import io.leadloop.destination.UploadHealth.Trouble;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What of an ad account does not fit the plan. */
class AccountAuditTests {

    private static void isFound(APlan plan, Kind kind, String action, String words) {
        List<AuditFinding> found = plan.findings();
        assertThat(found).extracting(AuditFinding::kind).containsExactly(kind);
        assertThat(found.get(0).action()).isEqualTo(action);
        assertThat(found.get(0).what()).contains(words);
        assertThat(found.get(0).fix()).isNotBlank();
    }

    private static void isFine(APlan plan) {
        assertThat(plan.findings()).isEmpty();
    }

    @Test
    void an_account_that_fits_has_no_finding() {
        isFine(APlan.thatFits());
    }

    @Test
    void an_account_that_the_plan_tells_nothing_has_no_finding_whatever_it_is_like() {
        isFine(APlan.thatFits().isOff(SettingKind.AUTO_TAGGING).hasNot("1002").tellsNothing());
    }

    private static UploadHealth uploads(String reference, boolean needsAttention) {
        return new UploadHealth(
                reference, needsAttention, 1310L, 298L, 8L, null, List.of(new Trouble("CLICK_NOT_FOUND", 77, null)));
    }

    @Test
    void uploads_that_the_platform_cannot_use_need_somebody() {
        APlan plan = APlan.thatFits().says(uploads("1002", true));
        isFound(plan, Kind.UPLOADS_NEED_ATTENTION, "sql", "298 of 1,310 used, 8 wait (Click not found 77 %)");
        assertThat(plan.findings()).allMatch(AuditFinding::needsSomebody);
    }

    @Test
    void uploads_that_the_platform_is_content_with_are_fine() {
        isFine(APlan.thatFits().says(uploads("1002", false)));
    }

    @Test
    void uploads_of_what_the_plan_does_not_tell_are_somebody_elses() {
        isFine(APlan.thatFits().says(uploads("9", true)));
    }

    @Test
    void an_action_of_a_platform_that_takes_any_is_not_missing() {
        isFine(APlan.thatFits().hasNot("1002").takesAnyAction());
    }

    @Test
    void the_worst_stands_first() {
        assertThat(APlan.thatFits()
                        .has(action("1002", "LeadLoop SQL", "PURCHASE", true, Counting.ONE_PER_CLICK))
                        .hasNot("1003")
                        .findings())
                .extracting(AuditFinding::severity)
                .containsExactly(Severity.ERROR, Severity.WARNING);
    }

    @Nested
    class An_action {

        @Test
        void that_does_not_exist_is_found_with_the_stage_for_which_it_would_be_made() {
            APlan plan = APlan.thatFits().hasNot("1002");
            isFound(plan, Kind.ACTION_MISSING, "sql", "has no action '1002'");
            assertThat(plan.findings()).singleElement().satisfies(it -> {
                assertThat(it.stage()).isEqualTo(StageKind.QUALIFIED);
                assertThat(it.isPrimary()).isTrue();
                assertThat(it.needsSomebody()).isTrue();
            });
        }

        @Test
        void for_which_none_is_chosen_is_found() {
            isFound(
                    APlan.with(Map.of("won", "1003")),
                    Kind.ACTION_MISSING,
                    "sql",
                    "No action of the account is chosen");
        }

        @ParameterizedTest
        @CsvSource({"DISABLED, is switched off", "REMOVED, is removed"})
        void that_is_switched_off_or_removed_is_found_and_nothing_else_of_it(Status status, String words) {
            isFound(
                    APlan.thatFits().has(in(status, action("1002", "LeadLoop SQL", "PURCHASE", false, null))),
                    Kind.ACTION_DISABLED,
                    "sql",
                    words);
        }

        @Test
        void of_a_type_that_takes_no_uploads_is_found() {
            isFound(
                    APlan.thatFits().has(typed("WEBPAGE", false, sql())),
                    Kind.WRONG_TYPE,
                    "sql",
                    "is of the type 'Webpage'");
        }

        @Test
        void that_is_tied_to_no_campaign_is_found_and_one_of_which_that_is_not_told_is_not() {
            isFound(
                    APlan.thatFits().has(counting(90, false, 0, sql())),
                    Kind.NO_CAMPAIGN,
                    "sql",
                    "tied to no campaign");
            isFine(APlan.thatFits().has(counting(90, false, null, sql())));
        }
    }

    @Nested
    class Its_role {

        @Test
        void is_found_where_it_is_primary_in_the_plan_only() {
            isFound(
                    APlan.thatFits().has(action("1002", "LeadLoop SQL", "QUALIFIED_LEAD", false, null)),
                    Kind.PRIMARY_IN_PLAN_ONLY,
                    "sql",
                    "'LeadLoop SQL' is secondary in the account and primary in the plan");
        }

        @Test
        void is_found_where_it_is_primary_in_the_account_only() {
            isFound(
                    APlan.thatFits().has(action("1003", "LeadLoop won", "CONVERTED_LEAD", true, Counting.EVERY)),
                    Kind.PRIMARY_IN_ACCOUNT_ONLY,
                    "won",
                    "primary in the account and secondary in the plan");
        }

        @Test
        void is_not_judged_where_the_platform_has_none() {
            isFine(APlan.thatFits().has(action("1002", "LeadLoop SQL", "QUALIFIED_LEAD", null, null)));
        }

        @Test
        void is_primary_where_one_of_several_lines_says_so() {
            isFine(APlan.thatFits().tells("SQL", "sql", ConversionRole.SECONDARY, ValueRule.NONE));
        }
    }

    @Nested
    class Its_category {

        @ParameterizedTest
        @CsvSource({
            "1002, PURCHASE, sql, and the plan tells it of qualified leads",
            "1003, QUALIFIED_LEAD, won, and the plan tells it of won deals"
        })
        void that_does_not_fit_the_stage_is_found(String id, String category, String action, String words) {
            CatalogueAction of = id.equals("1002") ? sql() : won();
            isFound(
                    APlan.thatFits().has(action(id, of.name(), category, of.isPrimary(), of.counting())),
                    Kind.CATEGORY,
                    action,
                    words);
        }

        @ParameterizedTest
        @CsvSource({"1002, IMPORTED_LEAD", "1003, PURCHASE", "1003, ''"})
        void that_fits_or_is_not_told_is_not(String id, String category) {
            CatalogueAction of = id.equals("1002") ? sql() : won();
            isFine(APlan.thatFits().has(action(id, of.name(), category, of.isPrimary(), of.counting())));
        }
    }

    @Nested
    class How_it_counts {

        @Test
        void is_found_where_won_deals_count_once_a_click() {
            isFound(
                    APlan.thatFits().has(action("1003", "LeadLoop won", "PURCHASE", false, Counting.ONE_PER_CLICK)),
                    Kind.COUNTS_ONCE,
                    "won",
                    "a second deal of the same lead is not counted");
        }

        @Test
        void is_found_where_its_click_window_is_shorter_than_ours() {
            isFound(
                    APlan.thatFits().has(counting(30, false, 2, won())),
                    Kind.WINDOW_SHORTER,
                    "won",
                    "counts up to 30 days after the click, and LeadLoop tells it up to 90");
        }

        @Test
        void is_fine_where_the_window_is_as_long_or_one_of_the_two_is_not_known() {
            APlan shorter = APlan.thatFits().has(counting(30, false, 2, won()));
            assertThat(shorter.findings(Duration.ofDays(30))).isEmpty();
            assertThat(shorter.findings(null)).isEmpty();
            isFine(APlan.thatFits().has(counting(null, false, 2, won())));
        }

        @Test
        void is_found_where_its_own_value_stands_in_place_of_the_plans() {
            isFound(
                    APlan.thatFits().has(counting(90, true, 2, won())),
                    Kind.VALUE_OVERRIDDEN,
                    "won",
                    "counts 50 for each conversion");
        }

        @Test
        void is_fine_where_the_plan_tells_no_value() {
            isFine(APlan.thatFits().has(counting(90, true, 2, sql())));
        }
    }

    @Nested
    class Two_actions_of_the_plan {

        @Test
        void that_are_one_in_the_account_are_found() {
            isFound(
                    APlan.with(Map.of("sql", "1002", "won", "1003", "demo", "1002"))
                            .tells("SQL", "demo", ConversionRole.PRIMARY, ValueRule.NONE),
                    Kind.SAME_ACTION_TWICE,
                    "sql",
                    "'demo' and 'sql' are one action in the account (1002)");
        }

        @Test
        void that_are_two_in_the_account_are_fine() {
            isFine(APlan.with(Map.of("sql", "1002", "won", "1003", "demo", "1004"))
                    .has(action("1004", "Demo", "QUALIFIED_LEAD", true, null))
                    .tells("SQL", "demo", ConversionRole.PRIMARY, ValueRule.NONE));
        }
    }

    @Nested
    class A_setting_of_the_account {

        @ParameterizedTest
        @EnumSource
        void that_is_off_is_found_with_the_place_where_it_is(SettingKind kind) {
            APlan plan = APlan.thatFits().isOff(kind);
            isFound(
                    plan,
                    switch (kind) {
                        case AUTO_TAGGING -> Kind.AUTO_TAGGING_OFF;
                        case CUSTOMER_DATA_TERMS -> Kind.TERMS_NOT_ACCEPTED;
                        case ENHANCED_CONVERSIONS_FOR_LEADS -> Kind.ENHANCED_CONVERSIONS_OFF;
                    },
                    "",
                    "");
            assertThat(plan.findings())
                    .singleElement()
                    .satisfies(it -> assertThat(it.fix()).contains("Admin, Settings"));
        }
    }
}
