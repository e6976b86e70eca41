package io.leadloop.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Money;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A conversion, its changed copies, and what an upload knows beside it. */
class ConversionTests {

    private static final Instant NOON = Instant.parse("2026-10-03T12:00:00Z");
    private static final Lead LEAD = new Lead(
            LeadId.next(),
            ExternalId.lead("crm", "L"),
            "WON",
            NOON,
            "d",
            null,
            null,
            null,
            Consent.UNKNOWN,
            HashedContact.NONE);
    private static final Stage WON =
            new Stage("WON", "Won", StageKind.REVENUE, 30, Duration.ZERO, AdjustmentPolicy.LEAVE);
    private static final Conversion STEP =
            ConversionDraft.step(LEAD, "d", WON, "google-ads", NOON).done();

    @Test
    void begins_as_the_first_of_its_chain_under_a_key_of_what_it_is() {
        assertThat(STEP)
                .returns(1, Conversion::sequence)
                .returns(ConversionType.CONVERSION, Conversion::type)
                .returns(ConversionState.PLANNED, Conversion::state)
                .returns(StageKind.REVENUE, Conversion::kind)
                .returns(DedupeKey.of(LEAD.externalId(), "d", "WON", "google-ads"), Conversion::dedupeKey)
                .returns(0, Conversion::attempts);
    }

    @Test
    void has_the_same_key_for_the_same_record_of_the_crm_where_the_lead_begins_anew_in_a_restored_back_up() {
        Lead begunAgain = new Lead(
                LeadId.next(),
                LEAD.externalId(),
                "WON",
                NOON,
                "d",
                null,
                null,
                null,
                Consent.UNKNOWN,
                HashedContact.NONE);
        assertThat(ConversionDraft.step(begunAgain, "d", WON, "google-ads", NOON)
                        .done())
                .returns(STEP.dedupeKey(), Conversion::dedupeKey)
                .returns(begunAgain.id(), Conversion::lead);
    }

    @Test
    void changes_in_what_is_named_and_in_nothing_else() {
        assertThat(STEP.change().done()).isEqualTo(STEP);
        UUID id = UUID.randomUUID();
        Money value = Money.of(BigDecimal.TEN, "EUR");
        CurrencyConversion currencyConversion =
                new CurrencyConversion(value, BigDecimal.ONE, LocalDate.parse("2026-10-02"), "ECB");
        Instant later = NOON.plusSeconds(1);
        assertThat(STEP.change()
                        .id(id)
                        .sequence(2)
                        .type(ConversionType.RETRACTION)
                        .adjusts(STEP.id())
                        .action("won")
                        .role(ConversionRole.PRIMARY)
                        .occurredAt(later)
                        .value(value)
                        .valueRule("rule")
                        .currencyConversion(currencyConversion)
                        .clickId(id)
                        .state(ConversionState.REJECTED)
                        .reason("R")
                        .detail("D")
                        .notBefore(later)
                        .sendBefore(NOON)
                        .attempts(3)
                        .createdAt(later)
                        .updatedAt(later)
                        .done())
                .isEqualTo(new Conversion(
                        id,
                        LEAD.id(),
                        "d",
                        "WON",
                        2,
                        ConversionType.RETRACTION,
                        STEP.id(),
                        "google-ads",
                        "won",
                        StageKind.REVENUE,
                        ConversionRole.PRIMARY,
                        DedupeKey.after(STEP.dedupeKey(), 2),
                        later,
                        value,
                        "rule",
                        currencyConversion,
                        id,
                        ConversionState.REJECTED,
                        "R",
                        "D",
                        later,
                        NOON,
                        3,
                        later,
                        later));
    }

    @ParameterizedTest
    @EnumSource(ConversionState.class)
    void may_be_let_out_by_a_later_fact_only_where_our_own_rule_kept_it_back(ConversionState state) {
        Conversion kept = STEP.change()
                .state(state)
                .reason(Refusal.CONSENT_UNKNOWN.name())
                .done();
        boolean ownRule = state == ConversionState.REFUSED || state == ConversionState.EXPIRED;
        assertThat(kept.isReviewable()).isEqualTo(ownRule);
        assertThat(kept.change().reason(Refusal.EVENT_TOO_OLD.name()).done().isReviewable())
                .isFalse();
        assertThat(kept.change().type(ConversionType.RESTATEMENT).done().isReviewable())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(ConversionType.class)
    void is_an_adjustment_unless_it_is_the_step(ConversionType type) {
        Conversion row = STEP.change().type(type).done();
        assertThat(row.isAdjustment()).isEqualTo(type != ConversionType.CONVERSION);
        Upload upload = upload(row, STEP);
        assertThat(upload.isAdjustment()).isEqualTo(type != ConversionType.CONVERSION);
        assertThat(upload.step()).isEqualTo(STEP);
        assertThat(upload(row, null).step()).isEqualTo(row);
    }

    @Test
    void goes_with_the_newest_click_of_each_kind() {
        assertThat(upload(STEP, null).newest(ClickIdKind.GCLID))
                .map(ClickId::value)
                .contains("new");
        assertThat(upload(STEP, null).newest(ClickIdKind.FBC))
                .map(ClickId::value)
                .contains("fb.1.1790841600000.abc");
        assertThat(upload(STEP, null).newest(ClickIdKind.FBP)).isEmpty();
    }

    @Test
    void is_sent_as_its_row_is_when_the_attempt_is_opened() {
        Conversion changed =
                STEP.change().value(Money.of(new BigDecimal("1100"), "EUR")).done();
        assertThat(Upload.as(List.of(changed), List.of(upload(STEP, null))))
                .singleElement()
                .satisfies(it -> assertThat(it.conversion().value().amount()).isEqualByComparingTo("1100"));
        assertThat(Upload.as(List.of(), List.of(upload(STEP, null))))
                .as("no attempt was opened for it")
                .isEmpty();
    }

    private static Upload upload(Conversion conversion, Conversion original) {
        Lead lead = new Lead(
                LEAD.id(),
                ExternalId.lead("crm", "1"),
                "WON",
                NOON,
                "",
                "pi",
                null,
                null,
                Consent.UNKNOWN,
                HashedContact.NONE);
        List<ClickId> clicks = List.of(
                ClickId.of(ClickIdKind.FBC, "fb.1.1790841600000.abc", NOON),
                ClickId.of(ClickIdKind.GCLID, "new", NOON),
                ClickId.of(ClickIdKind.GCLID, "old", NOON.minusSeconds(1)));
        return new Upload(conversion, lead, clicks.get(1), clicks, original);
    }

    @Test
    void is_delivered_when_the_platform_took_it_or_had_it() {
        assertThat(Outcome.values())
                .filteredOn(Outcome::isDelivered)
                .containsExactly(Outcome.ACCEPTED, Outcome.DUPLICATE);
    }

    @Test
    void holds_everybody_up_only_when_the_platform_says_for_how_long() {
        UploadResult result = UploadResult.of(Outcome.RETRY, "429", "Too many.");
        assertThat(result.afterForAll(Duration.ofMinutes(1)).forAll()).isTrue();
        assertThat(result.afterForAll(null).forAll()).isFalse();
        assertThat(result.after(Duration.ofMinutes(1)).forAll()).isFalse();
    }

    @Test
    void is_looked_at_again_for_a_fact_that_can_come_and_for_no_other_reason() {
        assertThat(Refusal.reviewable())
                .containsExactlyInAnyOrder(
                        "CONSENT_UNKNOWN",
                        "NO_CLICK_ID",
                        "CLICK_DAMAGED",
                        "NO_CONTACT",
                        "CLICK_TIME_UNKNOWN",
                        "NO_VALUE",
                        "NO_MARGIN",
                        "NO_EXPECTED_VALUE",
                        "NO_FX_RATE",
                        "DEAL_TOLD_ELSEWHERE");
        assertThat(Refusal.values()).allSatisfy(it -> assertThat(it.words()).endsWith("."));
    }
}
