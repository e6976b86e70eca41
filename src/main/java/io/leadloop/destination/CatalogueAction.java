package io.leadloop.destination;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A conversion action as the platform describes it; its rule, goal or event setting, as each calls it. Null stands for what the
 * platform does not have or does not tell.
 *
 * @param reference by which LeadLoop tells it: what stands on the right under {@code conversion-actions}
 * @param id the platform's id
 * @param type in the platform's words, e.g. {@code UPLOAD_CLICKS}
 * @param takesUploads whether an action of this type takes conversions of LeadLoop
 * @param category in the platform's words, e.g. {@code QUALIFIED_LEAD}; empty for none
 * @param isPrimary whether bidding may learn from it
 * @param clickWindowDays the oldest click, in days, for which it counts
 * @param defaultValue counted for a conversion without a value
 * @param overridesValue whether the default value is counted whatever a conversion says
 * @param campaigns how many campaigns count it, where that is chosen by campaign
 */
public record CatalogueAction(
        String reference,
        String id,
        String name,
        Status status,
        String type,
        boolean takesUploads,
        String category,
        @Nullable Boolean isPrimary,
        @Nullable Counting counting,
        @Nullable Integer clickWindowDays,
        @Nullable BigDecimal defaultValue,
        @Nullable Boolean overridesValue,
        @Nullable Integer campaigns) {

    private static final int LONGEST = 200;
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,6}0*)?");

    /** An amount as a platform writes it, as a number or as text; null for none and for what is no amount. */
    public static @Nullable BigDecimal amount(JsonNode value) {
        String text = value.isFloatingPointNumber() && Double.isFinite(value.asDouble())
                ? BigDecimal.valueOf(value.asDouble()).toPlainString()
                : value.asText();
        return AMOUNT.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    /** Texts of the platform that are longer than any of its own names are cut. */
    public CatalogueAction {
        reference = cut(reference);
        id = cut(id);
        name = cut(name);
        type = cut(type);
        category = cut(category);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** Whether it counts; the best first. */
    public enum Status {
        ENABLED,
        /** Paused, hidden or switched off at the platform. */
        DISABLED,
        REMOVED
    }

    /** How many conversions of one click count. */
    public enum Counting {
        ONE_PER_CLICK,
        EVERY
    }

    /** For lists to choose from: {@code LeadLoop SQL, Qualified lead, 1002}. */
    public String inWords() {
        return name + (category.isEmpty() ? "" : ", " + words(category)) + (id.equals(name) ? "" : ", " + id);
    }

    /** A constant of a platform for people: {@code QUALIFIED_LEAD}, {@code SubmitLeadForm} as "Qualified lead", "Submit lead form". */
    public static String words(String constant) {
        String words = constant.replace('_', ' ')
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    public boolean isUsable() {
        return status == Status.ENABLED && takesUploads;
    }
}
