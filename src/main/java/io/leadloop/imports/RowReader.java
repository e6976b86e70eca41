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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parses one row into a LeadEvent, or into all of its mistakes. */
final class RowReader {

    private final RowCells cells;
    private final RowIdentity identity;
    private final TimeReader times;
    private final AmountReader amounts;
    private final ImportOptions answers;
    private final Consent assumedConsent;
    private final Instant latest;

    /**
     * @param meanings what each column means; null for one that is not used
     * @param identity how rows without a lead's id are named
     * @param latest times after it lie in the future
     */
    RowReader(List<@Nullable ImportField> meanings, ImportOptions answers, RowIdentity identity, Instant latest) {
        this.cells = new RowCells(meanings);
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
     */
    record Reading(@Nullable LeadEvent event, List<String> mistakes, List<Question> questions) {

        String reason() {
            return String.join("; ", mistakes);
        }
    }

    Reading read(CsvRecords.Row row) {
        Mistakes mistakes = new Mistakes();
        if (row.fault() != null) {
            mistakes.add(row.fault());
            return new Reading(null, mistakes.words(), List.of());
        }
        String strange = cells.strangeLength(row.cells());
        if (strange != null) {
            mistakes.add(strange);
            return new Reading(null, mistakes.words(), List.of());
        }
        LeadEvent event = read(row.cells(), mistakes);
        return mistakes.words().isEmpty()
                ? new Reading(Objects.requireNonNull(event), List.of(), List.of())
                : new Reading(null, mistakes.words(), mistakes.questions());
    }

    private @Nullable LeadEvent read(List<String> row, Mistakes mistakes) {
        ExternalId lead = mistakes.of(
                () -> identity.record(RecordType.LEAD, ImportField.LEAD_ID, cells.text(row, ImportField.LEAD_ID)));
        ExternalId deal = mistakes.of(
                () -> identity.record(RecordType.DEAL, ImportField.DEAL_ID, cells.text(row, ImportField.DEAL_ID)));
        String status = mistakes.of(() -> status(row));
        Instant occurredAt = mistakes.of(() -> occurredAt(row));
        Instant capturedAt = mistakes.of(() -> time(row, ImportField.CAPTURED_AT));
        Instant clickedAt = mistakes.of(() -> time(row, ImportField.CLICKED_AT));
        String country = mistakes.of(() -> cells.country(row));
        HashedContact contact = mistakes.of(() -> contact(row, country));
        ToldMoney amount = mistakes.of(() -> money(row, ImportField.AMOUNT));
        ToldMoney margin = mistakes.of(() -> money(row, ImportField.MARGIN));
        Outcome outcome = mistakes.of(() -> outcome(row));
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
        ExternalId subject = mistakes.of(() -> identity.subject(lead, deal, clicks, contact));
        if (subject == null) {
            return null;
        }
        DealValue dealValue = DealValue.of(amount, margin);
        boolean isDeal = deal != null || dealValue.isTold() || outcome != Outcome.UNSAID;
        String dealId = deal != null ? deal.id() : identity.dealOf(subject, status, occurredAt, amount);
        return new LeadEvent(
                subject,
                deal == null || subject.equals(deal) ? List.of() : List.of(deal),
                status,
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

    private String status(List<String> row) throws BadCell {
        String status = cells.text(row, ImportField.STATUS);
        if (status != null) {
            return status;
        }
        if (answers.status() == null) {
            throw new BadCell("status is missing: name the status of such rows (status)", Question.STATUS);
        }
        return answers.status();
    }

    private Instant occurredAt(List<String> row) throws BadCell {
        Instant time = time(row, ImportField.OCCURRED_AT);
        if (time == null) {
            throw new BadCell("occurredAt is missing");
        }
        return time;
    }

    private @Nullable Instant time(List<String> row, ImportField meaning) throws BadCell {
        String text = cells.text(row, meaning);
        Instant time = text == null ? null : BadCell.reading(meaning, () -> times.read(text));
        if (time != null && time.isAfter(latest)) {
            throw new BadCell(meaning.key() + " lies in the future; is the time zone right?");
        }
        return time;
    }

    private HashedContact contact(List<String> row, @Nullable String country) throws BadCell {
        String region = country == null ? answers.country() : country;
        String mail = cells.unlessPlaceholder(row, ImportField.EMAIL);
        String phone = cells.phone(row);
        HashedContact contact = ContactHasher.hash(mail, phone, region);
        if (contact.emailFault() != null) {
            throw new BadCell("lead.email is not a mail address");
        }
        if (contact.phoneFault() != null) {
            throw new BadCell(
                    "lead.phone cannot be read as a number"
                            + (region == null ? "; it needs its country's code (+49 ...) or a country" : ""),
                    region == null ? Question.COUNTRY : null);
        }
        return contact;
    }

    private @Nullable ToldMoney money(List<String> row, ImportField meaning) throws BadCell {
        String text = cells.text(row, meaning);
        if (text == null) {
            return null;
        }
        String inRow = cells.text(row, ImportField.CURRENCY);
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
                    case "open" -> Outcome.OPEN;
                    case "won" -> Outcome.WON;
                    case "lost" -> Outcome.LOST;
                    default -> throw new BadCell("deal.outcome is none of open, won, lost");
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

    /** Everything that is wrong with one row. */
    private static final class Mistakes {

        private final List<String> words = new ArrayList<>();
        private final List<Question> questions = new ArrayList<>();

        interface Part<T> {
            @Nullable
            T read() throws BadCell;
        }

        <T> @Nullable T of(Part<T> part) {
            try {
                return part.read();
            } catch (BadCell e) {
                words.add(String.valueOf(e.getMessage()));
                if (e.question() != null) {
                    questions.add(e.question());
                }
                return null;
            }
        }

        void add(String mistake) {
            words.add(mistake);
        }

        List<String> words() {
            return words;
        }

        List<Question> questions() {
            return questions;
        }
    }
}
