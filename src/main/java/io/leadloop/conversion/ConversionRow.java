package io.leadloop.conversion;

import io.leadloop.lead.LeadId;
import io.leadloop.lead.Money;
import io.leadloop.lead.StageKind;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** Reads a row of the table {@code conversion}. */
final class ConversionRow implements RowMapper<Conversion> {

    @Override
    public Conversion mapRow(ResultSet row, int number) throws SQLException {
        BigDecimal amount = row.getBigDecimal("amount");
        return new Conversion(
                row.getObject("id", UUID.class),
                new LeadId(row.getObject("lead_id", UUID.class)),
                row.getString("deal_id"),
                row.getString("stage"),
                row.getInt("sequence"),
                ConversionType.valueOf(row.getString("type")),
                row.getObject("adjusts", UUID.class),
                row.getString("destination"),
                row.getString("action"),
                StageKind.valueOf(row.getString("kind")),
                ConversionRole.valueOf(row.getString("role")),
                row.getString("dedupe_key"),
                row.getTimestamp("occurred_at").toInstant(),
                amount == null ? null : Money.of(amount, row.getString("currency")),
                row.getString("value_rule"),
                currencyConversion(row),
                row.getObject("click_id", UUID.class),
                ConversionState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("detail"),
                instant(row.getTimestamp("not_before")),
                instant(row.getTimestamp("send_before")),
                row.getInt("attempts"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static @Nullable CurrencyConversion currencyConversion(ResultSet row) throws SQLException {
        BigDecimal rate = row.getBigDecimal("fx_rate");
        return rate == null
                ? null
                : new CurrencyConversion(
                        Money.of(row.getBigDecimal("crm_amount"), row.getString("crm_currency")),
                        rate,
                        row.getDate("fx_day").toLocalDate(),
                        row.getString("fx_source"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
