package io.leadloop.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** Files of rates as people have them. */
class FxRatesCsvTests {

    private static FxRatesCsv.Read read(String file) throws IOException {
        return FxRatesCsv.read(new StringReader(file), "test");
    }

    @Test
    void one_rate_a_line() throws IOException {
        assertThat(read("day,base,quote,rate\n2026-10-02,USD,EUR,0.91\n").rates())
                .singleElement()
                .satisfies(it -> assertThat(it.rate()).isEqualByComparingTo("0.91"));
    }

    @Test
    void every_mistake_has_its_line_and_then_nothing_is_read() throws IOException {
        FxRatesCsv.Read read =
                read("day,base,quote,rate\n2026-10-02,USD,EUR,0.91\n02.10.2026,USD,EUR,0.91\n2026-10-02,USD,EUX,-1\n");
        assertThat(read.rates()).isEmpty();
        assertThat(read.mistakes()).hasSize(2);
        assertThat(read.mistakes().get(0)).startsWith("line 3");
    }

    @Test
    void other_columns_are_named_as_the_mistake() throws IOException {
        assertThat(read("a,b\n1,2\n").mistakes()).singleElement().asString().contains("day,base,quote,rate");
    }
}
