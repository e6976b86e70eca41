package io.leadloop.quality;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sources whose mails or phones cannot be read, so that no platform can match by them. */
@Repository
class UnreadableContacts {

    private static final int FEW = 3;
    private static final int PERCENT = 2;

    private final JdbcClient jdbc;

    UnreadableContacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Leads of one source that came in the period.
     *
     * @param mails of them, with something in the place of a mail that is none, and no other mail
     * @param phones the same of phones
     * @param withoutCountry of these phones, those that lack nothing but the country
     */
    record Counts(String source, long leads, long mails, long phones, long withoutCountry) {}

    List<Finding> in(Period period) {
        return jdbc
                .sql("""
                        select source, count(*) as leads,
                            count(*) filter (where email_fault is not null and email_sha256 is null) as mails,
                            count(*) filter (where phone_fault is not null and phone_e164_sha256 is null) as phones,
                            count(*) filter (where phone_fault = 'NO_COUNTRY' and phone_e164_sha256 is null)
                                as without_country
                        from leadloop.lead
                        where created_at >= :start::timestamptz and created_at < :end::timestamptz
                          and merged_into is null
                        group by source order by source
                        """)
                .param("start", period.start().toString())
                .param("end", period.end().toString())
                .query((row, n) -> new Counts(
                        row.getString("source"),
                        row.getLong("leads"),
                        row.getLong("mails"),
                        row.getLong("phones"),
                        row.getLong("without_country")))
                .list()
                .stream()
                .flatMap(it -> findings(it).stream())
                .toList();
    }

    static List<Finding> findings(Counts of) {
        List<Finding> findings = new ArrayList<>();
        if (isMany(of.phones(), of.leads())) {
            boolean lacksCountry = of.withoutCountry() * 2 > of.phones();
            findings.add(new Finding(
                    "phone-unreadable:" + of.source(),
                    of.source() + ": the phone of " + of.phones() + " of " + of.leads() + " leads is not readable"
                            + (of.withoutCountry() == 0 ? "." : ", " + of.withoutCountry() + " for want of a country."),
                    "Platforms that match by phone do not find these people.",
                    lacksCountry
                            ? "Send lead.country with the event, or write phones as +49 ... in the CRM."
                            : "Write phones as +49 ... in the CRM, one number in a field."));
        }
        if (isMany(of.mails(), of.leads())) {
            findings.add(new Finding(
                    "mail-unreadable:" + of.source(),
                    of.source() + ": the mail of " + of.mails() + " of " + of.leads() + " leads is not readable.",
                    "Platforms that match by mail do not find these people.",
                    "Look at such leads in the CRM: one address in a field, nothing else."));
        }
        return findings;
    }

    private static boolean isMany(long some, long all) {
        return some >= FEW && some * 100 > all * PERCENT;
    }
}
