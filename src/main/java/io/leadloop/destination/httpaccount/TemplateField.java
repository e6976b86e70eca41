package io.leadloop.destination.httpaccount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadloop.conversion.Upload;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Money;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing of a conversion that a template may say; there are no others. Each has at least one form, of which the first
 * counts where a template names none.
 *
 * @param isPersonal whether it points to a person, so that it is masked in all that is kept
 * @param forms how to write it, by name; a form gives null where the conversion has no such thing
 */
record TemplateField(String name, String meaning, boolean isPersonal, Map<String, Form> forms) {

    private static final long MICROS = 1_000_000L;
    private static final Map<String, TemplateField> ALL = new LinkedHashMap<>();

    /** Writes a field; null where it is absent. */
    interface Form {
        @Nullable
        JsonNode of(Upload upload, ActionNames actions);
    }

    static {
        text(
                "id",
                "our key of the conversion, the same at each try",
                it -> it.step().dedupeKey());
        field("time", "when the stage was reached, by the CRM's clock", false)
                .form("iso", it -> text(DateTimeFormatter.ISO_INSTANT.format(at(it).truncatedTo(ChronoUnit.SECONDS))))
                .form("seconds", it -> LongNode.valueOf(at(it).getEpochSecond()))
                .form("millis", it -> LongNode.valueOf(at(it).toEpochMilli()))
                .form("micros", it -> LongNode.valueOf(at(it).getEpochSecond() * MICROS + at(it).getNano() / 1_000));
        field("action", "the plan's action under the receiver's name", false)
                .form("name", (it, names) -> text(names.of(it)))
                .form("standard", (it, names) -> text(names.standard(it)))
                .form("custom", (it, names) -> text(names.custom(it)));
        text("stage", "the stage's id", it -> it.conversion().stage());
        text(
                "stage.kind",
                "MICRO, PRIMARY, QUALIFIED or REVENUE",
                it -> it.conversion().kind().name());
        field("value", "the amount, in major units", false)
                .form("number", it -> money(it, money -> DecimalNode.valueOf(money.plainAmount())))
                .form("text", it -> money(it, money -> text(money.plainAmount().toPlainString())))
                .form(
                        "minor",
                        it -> money(
                                it,
                                money -> LongNode.valueOf(money.amount()
                                        .movePointRight(money.currency().getDefaultFractionDigits())
                                        .setScale(0, RoundingMode.HALF_UP)
                                        .longValueExact())));
        text(
                "currency",
                "ISO 4217, beside a value only",
                it -> it.conversion().value() == null
                        ? null
                        : it.conversion().value().currency().getCurrencyCode());
        field("click", "the click id that the plan chose, byte for byte", true).form("value", it -> click(it.click()));
        text(
                "click.kind",
                "its kind, as gclid",
                it -> it.click() == null ? null : it.click().kind().key());
        for (ClickIdKind kind : ClickIdKind.ofPlatforms()) {
            field("click." + kind.key(), "the newest " + kind.key() + ", byte for byte", true)
                    .form("value", it -> click(it.newest(kind).orElse(null)));
        }
        field("email", "SHA-256 of the mail in lower-case hex", true)
                .form("lower", it -> text(contact(it).email()))
                .form("gmail", it -> text(contact(it).emailGmailStripped()))
                .form("stripped", it -> text(contact(it).emailAllStripped()))
                .form("letters", it -> text(contact(it).emailLetters()));
        field("phone", "SHA-256 of the phone in lower-case hex", true)
                .form("e164", it -> text(contact(it).phoneE164()))
                .form("digits", it -> text(contact(it).phoneDigits()));
        consent("consent.user-data", "may personal data be sent", Consent::adUserData);
        consent("consent.personalization", "may it personalise ads", Consent::adPersonalization);
        field("lead", "our id of the lead", true)
                .form("value", it -> text(it.lead().id().toString()));
        field("deal", "SHA-256 of the CRM's id of the deal in lower-case hex", true)
                .form(
                        "sha256",
                        it -> it.conversion().dealId().isEmpty()
                                ? null
                                : text(sha256(it.lead().externalId().source() + "\n"
                                        + it.conversion().dealId())));
        field("country", "of the lead, ISO 3166-1 alpha-2", false)
                .form("upper", it -> text(it.lead().country()))
                .form(
                        "lower",
                        it -> it.lead().country() == null
                                ? null
                                : text(it.lead().country().toLowerCase(Locale.ROOT)));
    }

    static Collection<TemplateField> all() {
        return ALL.values();
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    static @Nullable TemplateField find(String name) {
        return ALL.get(name);
    }

    private static Builder field(String name, String meaning, boolean isPersonal) {
        return new Builder(name, meaning, isPersonal);
    }

    private static void text(String name, String meaning, Function<Upload, @Nullable String> value) {
        field(name, meaning, false).form("value", it -> text(value.apply(it)));
    }

    /** What nobody was asked is said by no form. */
    private static void consent(String name, String meaning, Function<Consent, Consent.State> half) {
        Function<Upload, Consent.State> state = it -> half.apply(it.lead().consent());
        field(name, meaning, false)
                .form(
                        "upper",
                        it -> isKnown(state.apply(it)) ? text(state.apply(it).name()) : null)
                .form(
                        "lower",
                        it -> isKnown(state.apply(it))
                                ? text(state.apply(it).name().toLowerCase(Locale.ROOT))
                                : null)
                .form(
                        "boolean",
                        it -> isKnown(state.apply(it))
                                ? BooleanNode.valueOf(state.apply(it) == Consent.State.GRANTED)
                                : null)
                .form("denied", it -> state.apply(it) == Consent.State.DENIED ? BooleanNode.TRUE : null);
    }

    private static boolean isKnown(Consent.State state) {
        return state == Consent.State.GRANTED || state == Consent.State.DENIED;
    }

    private static Instant at(Upload upload) {
        return upload.step().occurredAt();
    }

    private static HashedContact contact(Upload upload) {
        return upload.lead().contact();
    }

    private static @Nullable JsonNode text(@Nullable String value) {
        return value == null ? null : TextNode.valueOf(value);
    }

    private static @Nullable JsonNode click(@Nullable ClickId click) {
        return click == null ? null : TextNode.valueOf(click.value());
    }

    private static @Nullable JsonNode money(Upload upload, Function<Money, @Nullable JsonNode> form) {
        return upload.conversion().value() == null
                ? null
                : form.apply(upload.conversion().value());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private record Builder(String name, String meaning, boolean isPersonal) {

        Builder form(String form, Function<Upload, @Nullable JsonNode> value) {
            return form(form, (upload, names) -> value.apply(upload));
        }

        Builder form(String form, Form value) {
            ALL.computeIfAbsent(name, it -> new TemplateField(name, meaning, isPersonal, new LinkedHashMap<>()))
                    .forms()
                    .put(form, value);
            return this;
        }
    }
}
