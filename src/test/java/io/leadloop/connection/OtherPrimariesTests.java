package io.leadloop.connection;

import static io.leadloop.connection.APlan.action;
import static io.leadloop.connection.APlan.in;
import static io.leadloop.connection.APlan.typed;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.connection.AuditFinding.Kind;
import io.leadloop.connection.AuditFinding.Severity;
import io.leadloop.conversion.ConversionRole;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Counting;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An action of the account that the plan does not tell, beside the plan's sql, which is primary and a qualified lead. */
class OtherPrimariesTests {

    private static CatalogueAction old(String category, Boolean isPrimary) {
        return typed("WEBPAGE", false, action("7", "Old tag", category, isPrimary, Counting.EVERY));
    }

    private static void isFine(APlan plan) {
        assertThat(plan.findings()).isEmpty();
    }

    @Test
    void that_is_primary_and_of_the_same_category_is_a_warning_that_says_what_to_do() {
        assertThat(APlan.thatFits().has(old("QUALIFIED_LEAD", true)).findings())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.kind()).isEqualTo(Kind.OTHER_PRIMARY);
                    assertThat(it.severity()).isEqualTo(Severity.WARNING);
                    assertThat(it.action()).isEqualTo("sql");
                    assertThat(it.what())
                            .isEqualTo("'Old tag' is primary in the account too, of the same category as 'LeadLoop SQL'"
                                    + " ('Qualified lead'): bidding learns twice from what both count.");
                    assertThat(it.fix())
                            .isEqualTo("Make it secondary in the account, or the plan's 'sql' secondary there and in"
                                    + " the plan.");
                });
    }

    @Test
    void is_one_finding_however_many_there_are_and_names_three() {
        APlan plan = APlan.thatFits();
        for (String id : new String[] {"1", "2", "3", "4", "5"}) {
            plan.has(action(id, "Import " + id, "QUALIFIED_LEAD", true, null));
        }
        assertThat(plan.findings())
                .singleElement()
                .satisfies(it -> assertThat(it.what())
                        .startsWith("'Import 1', 'Import 2', 'Import 3' and 2 more are primary in the account too"));
    }

    @Test
    void is_found_once_where_the_plan_has_two_of_that_category() {
        assertThat(APlan.with(Map.of("sql", "1002", "won", "1003", "demo", "1004"))
                        .has(action("1004", "Demo", "QUALIFIED_LEAD", true, null))
                        .tells("SQL", "demo", ConversionRole.PRIMARY, ValueRule.NONE)
                        .has(old("QUALIFIED_LEAD", true))
                        .findings())
                .extracting(AuditFinding::kind)
                .containsExactly(Kind.OTHER_PRIMARY);
    }

    @Test
    void is_none_where_the_plan_tells_both() {
        isFine(APlan.with(Map.of("sql", "1002", "won", "1003", "demo", "1004"))
                .has(action("1004", "Demo", "QUALIFIED_LEAD", true, null))
                .tells("SQL", "demo", ConversionRole.PRIMARY, ValueRule.NONE));
    }

    @Test
    void that_is_secondary_teaches_nothing() {
        isFine(APlan.thatFits().has(old("QUALIFIED_LEAD", false)));
    }

    @ParameterizedTest
    @EnumSource(names = "ENABLED", mode = EnumSource.Mode.EXCLUDE)
    void that_is_switched_off_or_removed_teaches_nothing(Status status) {
        isFine(APlan.thatFits().has(in(status, old("QUALIFIED_LEAD", true))));
    }

    @Test
    void of_another_category_counts_something_else() {
        isFine(APlan.thatFits().has(old("SUBMIT_LEAD_FORM", true)));
    }

    @Test
    void beside_one_that_the_plan_tells_as_secondary_is_as_the_plan_wants_it() {
        isFine(APlan.thatFits().has(old("CONVERTED_LEAD", true)));
    }

    @Test
    void beside_one_that_is_secondary_in_the_account_teaches_alone() {
        assertThat(APlan.thatFits()
                        .has(action("1002", "LeadLoop SQL", "QUALIFIED_LEAD", false, null))
                        .has(old("QUALIFIED_LEAD", true))
                        .findings())
                .extracting(AuditFinding::kind)
                .containsExactly(Kind.PRIMARY_IN_PLAN_ONLY);
    }

    @Test
    void of_a_category_that_says_nothing_is_not_judged() {
        assertThat(APlan.thatFits()
                        .has(action("1002", "LeadLoop SQL", "DEFAULT", true, null))
                        .has(old("DEFAULT", true))
                        .findings())
                .extracting(AuditFinding::kind)
                .containsExactly(Kind.CATEGORY);
    }

    @Test
    void of_a_platform_that_tells_no_role_is_not_judged() {
        isFine(APlan.thatFits().has(old("QUALIFIED_LEAD", null)));
    }
}
