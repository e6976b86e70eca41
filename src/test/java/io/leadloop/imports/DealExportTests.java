package io.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of deals, by the headers that public programs had to read (facts/files-and-presets.md 1.9). */
class DealExportTests {

    private static List<String> names(String header) {
        return List.of(header.split(","));
    }

    private static List<String> meanings(String header) {
        return meanings(header, Map.of());
    }

    private static List<String> meanings(String header, Map<String, String> given) {
        FileHead head = new FileHead(',', 1, names(header), Map.of(), List.of());
        return ColumnMeanings.of(head, FileKind.of(head), new HeaderWords(true, Map.of()), given);
    }

    private static Optional<String> question(String header, boolean isOfCrm) {
        return DealExport.of(names(header)).flatMap(it -> it.question(meanings(header), isOfCrm));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Record ID,Deal Name,Deal Stage,Close Date,Amount,Currency",
                "Record ID,Deal Name,Deal Stage,Amount,Deal owner,Associated Company IDs",
                "hs_object_id,dealname,dealstage,closedate,amount,deal_currency_code",
                "Record ID,Close Date,Amount,Stage",
                "ID,Deal - Title,Deal - Stage,Deal - Value,Deal - Expected close date",
                "id,Opportunity Name,Stage,Amount,Close Date",
                "Datensatz-ID,Deal-Name,Deal-Phase,Abschlussdatum,Betrag,Währung,Pipeline",
                "Datensatz-ID,Phase,Abschlussdatum,Betrag,Währung",
                "ID de fiche d'informations,Nom de la transaction,Phase de la transaction,Date de fermeture,Montant",
                "ID de registro,Nombre del negocio,Etapa del negocio,Fecha de cierre,Importe,Moneda",
                "Record-ID,Dealnaam,Dealfase,Sluitingsdatum,Bedrag,Valuta",
                "id,lead_name,status_label,value,value_period,date_won",
                "(Do Not Modify) Opportunity,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Topic,Est. Revenue"
            })
    void an_id_of_a_deal_is_no_id_of_its_contact(String header) {
        assertThat(meanings(header)).contains("deal.id").doesNotContain("lead.id");
        assertThat(question(header, true).orElse("")).startsWith("This is a file of deals");
        assertThat(question(header, false)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Record ID,Deal Name,Deal Stage,Amount,Associated Contact,Associated Contact IDs"
                        + "|deal.id,,status,deal.amount,,lead.id",
                "Deal - ID,Deal - Title,Deal - Stage,Deal - Value,Deal - Currency,Person - ID"
                        + "|deal.id,,status,deal.amount,deal.currency,lead.id",
                "Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Lead ID"
                        + "|deal.id,,status,deal.amount,,lead.id",
                "id,lead_id,contact_id,status_label,value,value_period,value_currency"
                        + "|deal.id,lead.id,,status,deal.amount,,deal.currency",
                "Opportunity Name,Contact Name,stage,Lead Value,Opportunity ID,Contact ID,id"
                        + "|,,status,,deal.id,lead.id,"
            })
    void with_the_contacts_id_it_is_known_whose_deal_each_row_is(String header, String expected) {
        assertThat(meanings(header)).containsExactly(expected.split(",", -1));
        assertThat(question(header, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Associated Company IDs",
                "Record ID,First Name,Email,Lifecycle Stage,Close Date,Associated Deal,Associated Deal IDs",
                "ID,Email,Status,Date,Amount,Close Date"
            })
    void a_file_of_contacts_keeps_its_ids(String header) {
        assertThat(DealExport.of(names(header))).isEmpty();
        assertThat(meanings(header)).first().isEqualTo("lead.id");
    }

    @Test
    void opportunities_that_name_themselves_may_stand_alone() {
        String header = "Opportunity ID,Opportunity Name,Stage,Amount,Last Modified";
        assertThat(meanings(header)).first().isEqualTo("deal.id");
        assertThat(question(header, true)).isEmpty();
    }

    @Test
    void a_click_says_whose_deal_it_is_and_a_mail_does_where_no_crm_names_its_leads() {
        assertThat(question("Record ID,Deal Name,Deal Stage,GCLID", true)).isEmpty();
        assertThat(question("Record ID,Deal Name,Deal Stage,Email", true)).isPresent();
        assertThat(question("Record ID,Deal Name,Deal Stage,Email", false)).isEmpty();
    }

    @Test
    void a_person_may_say_otherwise() {
        List<String> names = names("ID,Deal Name,Deal Stage");
        assertThat(meanings("ID,Deal Name,Deal Stage", Map.of("ID", "lead.id")))
                .containsExactly("lead.id", "", "status");
        assertThat(DealExport.of(names).orElseThrow().question(List.of("lead.id", "", "status"), true))
                .isEmpty();
    }
}
