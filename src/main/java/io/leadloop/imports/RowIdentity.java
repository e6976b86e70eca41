package io.leadloop.imports;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.NotARecordId;
import io.leadloop.lead.RecordForms;
import io.leadloop.lead.RecordIds;
import io.leadloop.lead.ToldMoney;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Determines the lead and deal ids of a row. Rows without a lead's id get one derived from their click, mail or phone,
 * so that the rows of one person are one lead; but not for leads of a configured CRM, which has ids of its own: that
 * would make a second lead.
 *
 * @param source whose leads they are
 * @param hasOwnIds whether the source is a configured CRM
 * @param forms how the source writes its ids
 * @param fingerprint a keyed hash, as hex digits
 */
record RowIdentity(String source, boolean hasOwnIds, RecordForms forms, UnaryOperator<String> fingerprint) {

    private static final int DIGITS = 24;

    /** How exports write the contacts of a deal that has more than one. */
    private static final Pattern SEVERAL = Pattern.compile("\\d{2,}(?:\\s*[;,]\\s*\\d{2,})+");

    private static final Pattern ZOHO = Pattern.compile("^zcrm_(?=\\d{10,}$)");

    /**
     * The record that a cell names, under its canonical id; null where the cell is empty or holds a placeholder such as
     * {@code null} or {@code (not set)}. Throws BadCell where it cannot be an id of the source.
     */
    @Nullable
    ExternalId record(RecordType type, ImportField field, @Nullable String cell) throws BadCell {
        String meant = RecordIds.meant(cell);
        if (meant == null) {
            return null;
        }
        // Zoho's exports write zcrm_ before the id that its API and webhooks write.
        String id = ZOHO.matcher(meant).replaceFirst("");
        if (SEVERAL.matcher(id).matches()) {
            throw new BadCell(field.named() + " names several records; leave the one that the row is about");
        }
        try {
            return forms.record(source, type, id);
        } catch (NotARecordId e) {
            throw new BadCell(field.named() + ": " + e.words());
        }
    }

    ExternalId subject(
            @Nullable ExternalId lead, @Nullable ExternalId deal, List<ClickId> clicks, HashedContact contact)
            throws BadCell {
        if (lead != null) {
            return lead;
        }
        if (hasOwnIds) {
            if (deal == null) {
                throw new BadCell(ImportField.LEAD_ID.named() + " is missing: leads of '" + source
                        + "' are known by the ids of that CRM; give"
                        + " lead.id, or deal.id with a click id of the lead");
            }
            return deal;
        }
        String person = clicks.stream()
                .filter(it -> it.damage() == null)
                .map(it -> it.kind().key() + ":" + it.value())
                .findFirst()
                .or(() -> Optional.ofNullable(contact.email()).map(it -> "mail:" + it))
                .or(() -> Optional.ofNullable(contact.phoneE164()).map(it -> "phone:" + it))
                .orElseThrow(() -> nobody(contact));
        return ExternalId.lead(source, "file-" + shortened(source + ":" + person));
    }

    /** What cannot be read is named: the person who made the file thinks that it names somebody. */
    private static BadCell nobody(HashedContact contact) {
        List<String> faults = new ArrayList<>();
        if (contact.emailFault() != null) {
            faults.add("its mail " + contact.emailFault().words());
        }
        if (contact.phoneFault() != null) {
            faults.add("its phone " + contact.phoneFault().words());
        }
        return new BadCell("the row names nobody"
                + (faults.isEmpty() ? "" : " (" + String.join(", ", faults) + ")")
                + ": it needs a lead's id (lead.id), a click id, a mail address or a phone");
    }

    /**
     * The name of a deal that the file does not name: the same row again is the same deal, another amount on the same day
     * is another purchase. The amount counts as it was told, so that a row whose amount is rounded keeps the name that its
     * deal had before amounts were.
     */
    String dealOf(ExternalId subject, String status, Instant occurredAt, @Nullable ToldMoney amount) {
        String worth = amount == null
                ? ""
                : ":" + asTold(amount) + ":" + amount.money().currency();
        return "file-" + shortened(subject + ":" + status + ":" + occurredAt + worth);
    }

    private static String asTold(ToldMoney amount) {
        BigDecimal told =
                amount.told().signum() == 0 ? BigDecimal.ZERO : amount.told().stripTrailingZeros();
        int minor = amount.money().currency().getDefaultFractionDigits();
        return told.setScale(Math.max(told.scale(), minor)).toPlainString();
    }

    private String shortened(String text) {
        return fingerprint.apply(text).substring(0, DIGITS);
    }
}
