package io.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of columns in other languages (facts/files-and-presets.md 2). */
class HeaderWordsTests {

    private static final HeaderWords WORDS = new HeaderWords(true, Map.of("deal.amount", List.of("Provision")));

    @ParameterizedTest
    @CsvSource({
        "Währung, deal.currency, German",
        "WAEHRUNG, deal.currency, German",
        "Wahrung, deal.currency, German",
        "Umsatz (EUR), deal.amount, German",
        "Téléphone, lead.phone, French",
        "telephone:, lead.phone, French",
        "N° de commande, deal.id, French",
        "Correo electrónico, lead.email, Spanish",
        "N.º de pedido, deal.id, Spanish",
        "Bedrag, deal.amount, Dutch",
        "Gewijzigd\u00a0op, occurredAt, Dutch",
        "Provision, deal.amount, ''"
    })
    void a_column_is_known_by_its_name_in_another_language_and_that_is_said(String name, String key, String language) {
        assertThat(WORDS.of(name)).hasValueSatisfying(it -> {
            assertThat(it.field().key()).isEqualTo(key);
            assertThat(it.language()).isEqualTo(language);
        });
    }

    @ParameterizedTest
    @CsvSource({"Cantidad", "Aantal", "Kampagne", "''", "Name"})
    void a_word_that_may_mean_something_else_is_none(String name) {
        assertThat(WORDS.of(name)).isEmpty();
    }

    @Test
    void translations_can_be_turned_off_and_own_names_stay() {
        HeaderWords own = new HeaderWords(false, Map.of("deal.amount", List.of("Provision")));
        assertThat(own.of("Betrag")).isEmpty();
        assertThat(own.of("provision")).isPresent();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new HeaderWords(false, Map.of("deal.sum", List.of("x"))))
                .withMessageContaining("deal.sum");
    }
}
