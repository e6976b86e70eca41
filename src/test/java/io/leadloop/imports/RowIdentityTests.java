package io.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ToldMoney;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The names of deals that a file does not name. */
class RowIdentityTests {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final RowIdentity identity =
            new RowIdentity("shop", false, ExternalId::new, it -> Objects.requireNonNull(ContactHasher.sha256(it)));

    private String deal(@Nullable String amount, String currency) {
        return identity.dealOf(
                ExternalId.lead("shop", "jane"),
                "Won",
                NOON,
                amount == null ? null : ToldMoney.of(new BigDecimal(amount), currency));
    }

    @Test
    void two_purchases_of_one_person_on_one_day_are_two_deals() {
        assertThat(deal("10", "EUR")).isNotEqualTo(deal("20", "EUR")).isNotEqualTo(deal("10", "USD"));
        assertThat(deal(null, "EUR")).isNotEqualTo(deal("0", "EUR"));
    }

    @Test
    void the_identical_row_is_the_same_deal_however_its_amount_is_written() {
        assertThat(deal("10", "EUR")).isEqualTo(deal("10.00", "eur"));
        assertThat(deal(null, "EUR")).isEqualTo(deal(null, "EUR"));
    }

    @Test
    void a_deal_keeps_the_name_that_it_had_before_amounts_were_rounded() {
        String before = ExternalId.lead("shop", "jane") + ":Won:" + NOON + ":333.3333:EUR";
        assertThat(deal("333.3333", "EUR"))
                .isEqualTo("file-"
                        + Objects.requireNonNull(ContactHasher.sha256(before)).substring(0, 24));
    }
}
