package io.leadloop.ops.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** Numbers in the fields of the pipeline's editor. */
class FormRowsTests {

    private static @Nullable BigDecimal read(String column, String text, List<CellNote> notes) {
        MultiValueMap<String, String> sent = new LinkedMultiValueMap<>();
        sent.add("line.id", "rule_1");
        sent.add("line." + column, text);
        AtomicReference<@Nullable BigDecimal> number = new AtomicReference<>();
        new FormRows(sent, "line", notes)
                .each(it -> number.set(column.equals("share") ? it.percent(column) : it.number(column)));
        return number.get();
    }

    private static CellNote mistake(String text) {
        List<CellNote> notes = new ArrayList<>();
        assertThat(read("amount", text, notes)).isNull();
        assertThat(notes).hasSize(1);
        return notes.get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "amount|120.50|120.50",
                "amount|1.250,50|1250.50",
                "amount|1'000|1000",
                "amount|1000|1000",
                "amount|120,50 \u20ac|120.50",
                "share|30 %|30",
                "share|30|30",
                "share|12,5%|12.5",
                "share|33.333|33.333"
            })
    void are_read_as_they_are_meant(String column, String text, String number) {
        assertThat(read(column, text, new ArrayList<>())).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.000", "1,000"})
    void with_two_meanings_are_asked_for(String text) {
        assertThat(mistake(text).words()).contains("may mean thousands or decimals");
    }

    @ParameterizedTest
    @ValueSource(strings = {"much", "45k", "1000000000000000", "0.00000000001"})
    void that_are_none_are_refused(String text) {
        assertThat(mistake(text)).isEqualTo(new CellNote("line.amount", 0, "has to be a number such as 120.50", true));
    }
}
