package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A country as files and CRMs hold it. */
class CountriesTests {

    @ParameterizedTest
    @CsvSource({
        "DE, DE",
        " de , DE",
        "DEU, DE",
        "Germany, DE",
        "DEUTSCHLAND, DE",
        "Allemagne, DE",
        "Alemania, DE",
        "Duitsland, DE",
        "Österreich, AT",
        "Osterreich, AT",
        "États-Unis, US",
        "U.S.A., US",
        "United States of America, US",
        "UK, GB",
        "England, GB",
        "Vereinigtes Königreich, GB",
        "Côte d'Ivoire, CI",
        "The Netherlands, NL"
    })
    void is_known_by_code_and_by_name(String written, String code) {
        assertThat(Countries.code(written)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "Nowhere", "", "-", "12", "Europe"})
    void is_none_where_none_is_meant(String written) {
        assertThat(Countries.code(written)).isEmpty();
    }
}
