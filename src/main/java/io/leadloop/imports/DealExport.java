package io.leadloop.imports;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A CRM's export of deals or opportunities, recognised by the names of its columns. Its "Record ID" or "id" is the deal's:
 * taken for the id of a contact it would move whoever happens to have that number.
 *
 * @param columns their names without letter case, blanks and signs
 */
record DealExport(List<String> columns) {

    /**
     * Names that only exports of deals have: HubSpot, Pipedrive, Salesforce, HighLevel; Close's opportunities. The translated ones
     * are general knowledge, as those of {@link HeaderWords}; better asked once too often than money at somebody else's click.
     */
    private static final Set<String> OF_DEALS = Set.of(
            "dealname",
            "dealstage",
            "dealtitle",
            "opportunityname",
            "opportunitystage",
            "opportunitytitle",
            "valueperiod",
            "valueformatted",
            "dealphase",
            "dealnaam",
            "dealfase",
            "nomdelatransaction",
            "phasedelatransaction",
            "nombredelnegocio",
            "etapadelnegocio");

    /** With an amount and without a person they are of deals too; contacts of HubSpot have a close date as well. */
    private static final Set<String> CLOSE_DATE = Set.of(
            "closedate",
            "closingdate",
            "expectedclosedate",
            "estclosedate",
            "estimatedclosedate",
            "actualclosedate",
            "datewon",
            "wontime",
            "abschlussdatum",
            "datedefermeture",
            "datedecloture",
            "fechadecierre",
            "sluitingsdatum");

    private static final Set<ImportField> PERSON = Set.of(ImportField.EMAIL, ImportField.PHONE);

    private static final Set<String> AMOUNT = Set.of(
            "amount",
            "value",
            "dealvalue",
            "estrevenue",
            "estimatedrevenue",
            "betrag",
            "wert",
            "montant",
            "importe",
            "monto",
            "bedrag",
            "waarde");

    /** The column of Dynamics' hidden key, in English. */
    private static final String DYNAMICS = "donotmodifyopportunity";

    private static final Set<String> ID = Set.of(
            "id",
            "recordid",
            "hsobjectid",
            DYNAMICS,
            "datensatzid",
            "iddefiche",
            "iddefichedinformations",
            "idderegistro",
            "registroid");

    /** What else these columns mean in such a file; "Associated Contact" without "IDs" holds names. */
    private static final Map<String, ImportField> MEANINGS = Map.ofEntries(
            Map.entry("associatedcontactids", ImportField.LEAD_ID),
            Map.entry("associatedcontactid", ImportField.LEAD_ID),
            Map.entry("personid", ImportField.LEAD_ID),
            Map.entry("dealpersonid", ImportField.LEAD_ID),
            Map.entry("dealstage", ImportField.STATUS),
            Map.entry("opportunitystage", ImportField.STATUS),
            Map.entry("dealvalue", ImportField.AMOUNT),
            Map.entry("dealcurrency", ImportField.CURRENCY),
            Map.entry("dealcurrencycode", ImportField.CURRENCY),
            Map.entry("dealcurrencyofvalue", ImportField.CURRENCY),
            Map.entry("valuecurrency", ImportField.CURRENCY));

    /** Empty for a file of anything else. */
    static Optional<DealExport> of(List<String> names) {
        List<String> columns = names.stream().map(DealExport::bare).toList();
        boolean isOfDeals = columns.stream().anyMatch(it -> OF_DEALS.contains(it) || it.equals(DYNAMICS))
                || columns.stream().anyMatch(CLOSE_DATE::contains)
                        && columns.stream().anyMatch(AMOUNT::contains)
                        && names.stream()
                                .flatMap(it -> ImportField.ofHeader(it).stream())
                                .noneMatch(PERSON::contains);
        return isOfDeals ? Optional.of(new DealExport(columns)) : Optional.empty();
    }

    /** What a column means in this file; empty where it is not used. */
    Optional<ImportField> meaning(String name) {
        String column = bare(name);
        if (ID.contains(column)) {
            return namesItsDeals() ? Optional.empty() : Optional.of(ImportField.DEAL_ID);
        }
        ImportField here = MEANINGS.get(column);
        Optional<ImportField> usual = ImportField.ofHeader(name);
        // Close's opportunities name the contact beside the lead: there the lead is the record that is known.
        boolean isSecond = column.equals("contactid") && columns.contains("leadid");
        return isSecond ? Optional.empty() : here == null || usual.isPresent() ? usual : Optional.of(here);
    }

    /** Without accents too: the translated names have them. */
    private static String bare(String name) {
        return ImportField.bare(Normalizer.normalize(name, Normalizer.Form.NFD));
    }

    private boolean namesItsDeals() {
        return columns.stream()
                .anyMatch(it -> !ID.contains(it)
                        && ImportField.ofHeader(it)
                                .filter(ImportField.DEAL_ID::equals)
                                .isPresent());
    }

    /**
     * What has to be answered before its rows can be taken; empty where it is known whose deals they are. A deal that names
     * itself by a column of its own ("Opportunity ID") may stand alone: it is that of the lead that it is known with.
     *
     * @param isOfCrm whether the leads are those of a configured CRM, which are known by their ids only
     */
    Optional<String> question(List<String> meanings, boolean isOfCrm) {
        boolean isIdMeant = false;
        for (int i = 0; i < columns.size(); i++) {
            isIdMeant |= ID.contains(columns.get(i)) && meanings.get(i).equals(ImportField.DEAL_ID.key());
        }
        boolean namesPeople = meanings.contains(ImportField.LEAD_ID.key())
                || meanings.stream()
                        .anyMatch(it -> ImportField.ofKey(it)
                                .filter(field -> field.click() != null)
                                .isPresent())
                || !isOfCrm
                        && (meanings.contains(ImportField.EMAIL.key()) || meanings.contains(ImportField.PHONE.key()));
        return !isIdMeant || namesPeople
                ? Optional.empty()
                : Optional.of("This is a file of deals: its ids are those of deals, not of their contacts. Choose the"
                        + " column that holds the id of the deal's contact (lead.id), or export the file again with"
                        + " it (HubSpot: \"Associated Contact IDs\").");
    }
}
