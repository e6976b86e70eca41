package io.leadloop.imports;

import io.leadloop.csv.CsvRecords;
import io.leadloop.imports.BadCell.Question;
import io.leadloop.lead.AmountReader;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.Deal;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.TimeReader;
import io.leadloop.lead.ToldMoney;
import io.leadloop.lead.WrittenAmount;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Parses one row into a LeadEvent, or into all of its mistakes. */
final class RowReader {

    private final FileKind kind;
    private final RowCells cells;
    private final RowIdentity identity;
    private final TimeReader times;
    private final AmountReader amounts;
    private final ImportOptions answers;
    private final Consent assumedConsent;
    private final Instant latest;
    private final boolean isOfAdjustments;

    /**
     * @param meanings what each column means; null for one that is not used
     * @param identity how rows without a lead's id are named
     * @param latest times after it lie in the future
     */
    RowReader(List<@Nullable ImportField> meanings, ImportOptions answers, RowIdentity identity, Instant latest) {
        this(meanings, List.of(), FileKind.OWN_TABLE, answers, identity, latest);
    }

    /**
     * As above.
     *
     * @param names of the columns
     * @param kind of the file
     */
    RowReader(
            List<@Nullable ImportField> meanings,
            List<String> names,
            FileKind kind,
            ImportOptions answers,
            RowIdentity identity,
            Instant latest) {
        this.kind = kind;
        this.cells = new RowCells(meanings, names);
        this.isOfAdjustments =
                meanings.contains(ImportField.ADJUSTMENT_TYPE) && !meanings.contains(ImportField.OCCURRED_AT);
        this.identity = identity;
        this.times = answers.times();
        this.amounts = answers.amounts();
        this.answers = answers;
        Consent.State silence = answers.consentWhenAbsent();
        this.assumedConsent = Consent.of(silence == null ? Consent.State.UNKNOWN : silence);
        this.latest = latest;
    }

    /**
     * @param event null where something is wrong
     * @param mistakes in words, without a value of the row
     * @param questions whose answer would help
     * @param adjustment what the row changes of a sale that was told before; null for a row that tells something new
     */
    record Reading(
            @Nullable LeadEvent event,
            List<String> mistakes,
            List<Question> questions,
            @Nullable Adjustment adjustment) {

        Reading(@Nullable LeadEvent event, List<String> mistakes, List<Question> questions) {
            this(event, mistakes, questions, null);
        }

        String reason() {
            return String.join("; ", mistakes);
        }
    }

    Reading read(CsvRecords.Row row) {
        RowMistakes mistakes = new RowMistakes();
        if (row.fault() != null) {
            mistakes.add(row.fault());
            return new Reading(null, mistakes.words(), List.of());
        }
        String strange = cells.strangeLength(row.cells());
        if (strange != null) {
            mistakes.add(strange);
            return new Reading(null, mistakes.words(), List.of());
        }
        Adjustment adjustment = mistakes.of(() -> adjustment(row.cells()));
        LeadEvent event = mistakes.words().isEmpty() ? read(row.cells(), adjustment, mistakes) : null;
        return mistakes.words().isEmpty()
                ? new Reading(Objects.requireNonNull(event), List.of(), List.of(), adjustment)
                : new Reading(null, mistakes.words(), mistakes.questions());
    }

    /** Null for a row that tells something new. */
    private @Nullable Adjustment adjustment(List<String> row) throws BadCell {
        if (cells.text(row, ImportField.ATTRIBUTION_CREDIT) != null) {
            throw new BadCell(
                    "the row is a part of a conversion by external attribution; parts cannot be counted here");
        }
        Adjustment.Type type = Adjustment.type(cells.unlessPlaceholder(row, ImportField.ADJUSTMENT_TYPE));
        if (type == null && isOfAdjustments) {
            throw new BadCell(ImportField.ADJUSTMENT_TYPE.named() + " is missing: RESTATE or RETRACT");
        }
        return type == null ? null : new Adjustment(type, time(row, ImportField.OCCURRED_AT));
    }

    private @Nullable LeadEvent read(List<String> row, @Nullable Adjustment adjustment, RowMistakes mistakes) {
        ExternalId lead = mistakes.of(
                () -> identity.record(RecordType.LEAD, ImportField.LEAD_ID, cells.text(row, ImportField.LEAD_ID)));
        ExternalId deal = mistakes.of(
                () -> identity.record(RecordType.DEAL, ImportField.DEAL_ID, cells.text(row, ImportField.DEAL_ID)));
        String status = mistakes.of(() -> status(row));
        Instant occurredAt = mistakes.of(() -> occurredAt(row, status, adjustment));
        Instant capturedAt = mistakes.of(() -> time(row, ImportField.CAPTURED_AT));
        Instant clickedAt = mistakes.of(() -> time(row, ImportField.CLICKED_AT));
        String country = mistakes.of(() -> cells.country(row));
        HashedContact contact = mistakes.of(() -> contact(row, country));
        ToldMoney amount = mistakes.of(() -> amount(row, adjustment));
        ToldMoney margin = mistakes.of(() -> adjustment == null ? money(row, ImportField.MARGIN) : null);
        Outcome outcome = mistakes.of(() -> adjustment == null ? outcome(row) : adjustment.outcome());
        Consent consent = mistakes.of(() -> consent(row));
        List<ClickId> clicks = mistakes.of(() -> cells.clicks(row, clickedAt, capturedAt));
        if (!mistakes.words().isEmpty()
                || status == null
                || occurredAt == null
                || contact == null
                || outcome == null
                || clicks == null) {
            return null;
        }
        ExternalId subject = mistakes.of(
                () -> adjustment != null && deal != null ? deal : identity.subject(lead, deal, clicks, contact));
        if (subject == null) {
            return null;
        }
        DealValue dealValue = DealValue.of(amount, margin);
        boolean isDeal = deal != null || dealValue.isTold() || outcome != Outcome.UNSAID;
        String dealId = deal != null ? deal.id() : identity.dealOf(subject, status, occurredAt, amount);
        return new LeadEvent(
                subject,
                deal == null || subject.equals(deal) ? List.of() : List.of(deal),
                meantBy(status),
                outcome,
                occurredAt,
                capturedAt,
                clicks,
                contact,
                consent,
                assumedConsent,
                country,
                isDeal ? new Deal(dealId, dealValue) : null);
    }

    /** What a person says of the word in the file counts before what its maker says. */
    private String meantBy(String status) {
        String meant = answers.meantBy(status);
        return meant.equals(status) ? answers.meantBy(kind.status(status)) : meant;
    }

    private String status(List<String> row) throws BadCell {
        String status = cells.text(row, ImportField.STATUS);
        if (status != null) {
            return status;
        }
        if (answers.status() == null) {
            throw new BadCell(
                    ImportField.STATUS.named() + " is missing: name the status of such rows (status)", Question.STATUS);
        }
        return answers.status();
    }

    private Instant occurredAt(List<String> row, @Nullable String status, @Nullable Adjustment adjustment)
            throws BadCell {
        ImportField field = adjustment == null ? ImportField.OCCURRED_AT : ImportField.ADJUSTED_AT;
        Instant time = time(row, field);
        if (time == null && adjustment == null && status != null) {
            time = time(ImportField.STAGE_ENTERED_AT, cells.enteredAt(row, status));
        }
        if (time == null) {
            throw new BadCell(field.named() + " is missing");
        }
        return time;
    }

    private @Nullable Instant time(List<String> row, ImportField meaning) throws BadCell {
        return time(meaning, cells.unlessPlaceholder(row, meaning));
    }

    private @Nullable Instant time(ImportField meaning, @Nullable String text) throws BadCell {
        Instant time = text == null ? null : BadCell.reading(meaning, () -> times.read(text));
        if (time != null && time.isAfter(latest)) {
            throw new BadCell(meaning.named() + " lies in the future; is the time zone right?");
        }
        return time;
    }

    /**
     * What cannot be read of mail and phone is named on the lead and spoils no row; only a number without its country is asked
     * about, where nobody has answered yet.
     */
    private HashedContact contact(List<String> row, @Nullable String country) throws BadCell {
        String region = country == null ? answers.country() : country;
        List<String> mails = RowCells.several(cells.unlessPlaceholder(row, ImportField.EMAIL));
        List<String> phones = RowCells.several(cells.phone(row));
        String mail = first(mails, it -> ContactHasher.hash(it, null, region).email() != null);
        String phone = first(phones, it -> ContactHasher.hash(null, it, region).phoneE164() != null);
        HashedContact contact = ContactHasher.hash(mail, phone, region);
        if (contact.phoneFault() == HashedContact.Fault.NO_COUNTRY) {
            throw new BadCell(
                    ImportField.PHONE.named()
                            + " cannot be read as a number; it needs its country's code (+49 ...) or a country",
                    Question.COUNTRY);
        }
        return contact;
    }

    /** The first one that can be used; else the first, whose fault is named; null where there is none. */
    private static @Nullable String first(List<String> some, Predicate<String> usable) {
        return some.stream()
                .filter(usable)
                .findFirst()
                .or(() -> some.stream().findFirst())
                .orElse(null);
    }

    /** What the row tells, or to which total it restates; null where it tells none. */
    private @Nullable ToldMoney amount(List<String> row, @Nullable Adjustment adjustment) throws BadCell {
        if (adjustment == null) {
            return money(row, ImportField.AMOUNT);
        }
        if (adjustment.type() == Adjustment.Type.RETRACT) {
            return null;
        }
        ToldMoney total = money(row, ImportField.ADJUSTED_AMOUNT);
        if (total == null) {
            throw new BadCell(ImportField.ADJUSTED_AMOUNT.named() + " is missing: the new total of the sale");
        }
        return total;
    }

    private @Nullable String currency(List<String> row, ImportField meaning) throws BadCell {
        String own = meaning == ImportField.ADJUSTED_AMOUNT ? cells.text(row, ImportField.ADJUSTED_CURRENCY) : null;
        return own == null ? cells.text(row, ImportField.CURRENCY) : own;
    }

    private @Nullable ToldMoney money(List<String> row, ImportField meaning) throws BadCell {
        String text = cells.unlessPlaceholder(row, meaning);
        if (text == null) {
            return null;
        }
        String inRow = currency(row, meaning);
        return BadCell.reading(meaning, () -> {
            WrittenAmount amount = amounts.read(text);
            boolean saysItself = inRow == null && amount.currencies().size() == 1;
            return amount.money(saysItself || inRow != null ? inRow : answers.currency());
        });
    }

    private Outcome outcome(List<String> row) throws BadCell {
        String text = cells.text(row, ImportField.OUTCOME);
        return text == null
                ? Outcome.UNSAID
                : switch (text.toLowerCase(Locale.ROOT)) {
                    case "open", "offen", "ouvert", "abierto" -> Outcome.OPEN;
                    case "won", "gewonnen", "gagné", "ganado" -> Outcome.WON;
                    case "lost", "abandoned", "verloren", "perdu", "perdido" -> Outcome.LOST;
                    default -> throw new BadCell(ImportField.OUTCOME.named() + " is none of open, won, lost");
                };
    }

    private @Nullable Consent consent(List<String> row) throws BadCell {
        Consent.State userData = cells.consent(row, ImportField.AD_USER_DATA);
        Consent.State personalization = cells.consent(row, ImportField.AD_PERSONALIZATION);
        return userData == null && personalization == null
                ? null
                : new Consent(
                        userData == null ? Consent.State.UNSAID : userData,
                        personalization == null ? Consent.State.UNSAID : personalization);
    }
}
