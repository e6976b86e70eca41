package io.leadloop.crm.generic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ids that a sender writes as JSON numbers: {@code 5}, {@code 5.0} and {@code 5e0} are one number and so one id. A text is taken as
 * it stands.
 */
final class NumberIds extends StdDeserializer<String> {

    private static final long serialVersionUID = 1L;
    private static final int MOST_DIGITS = 40;

    NumberIds() {
        super(String.class);
    }

    /** The number's digits; empty where it is no whole number, or a longer one than any id. */
    static Optional<String> of(BigDecimal number) {
        boolean isShort = number.precision() - (long) number.scale() <= MOST_DIGITS && number.scale() <= MOST_DIGITS;
        BigDecimal whole = isShort ? number.stripTrailingZeros() : number;
        return isShort && whole.scale() <= 0 ? Optional.of(whole.toPlainString()) : Optional.empty();
    }

    /** The value as text, a number by its digits. */
    static String text(JsonNode value) {
        return value.isNumber() ? of(value.decimalValue()).orElseGet(value::asText) : value.asText();
    }

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
            return of(json.getDecimalValue())
                    .orElseThrow(() -> MismatchedInputException.from(json, String.class, "not a whole number"));
        }
        return _parseString(json, context, this);
    }
}
