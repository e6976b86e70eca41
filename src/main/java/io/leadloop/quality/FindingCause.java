package io.leadloop.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The kinds of {@link Finding}, the worst first: what teaches a platform wrong things, then what it never hears of. */
public enum FindingCause {
    DOUBLES("doubles", "A platform counts conversions twice"),
    COUNTED_LESS("counted-less", "A platform counts less than it accepted"),
    TWO_PRIMARIES("two-primaries", "Two stages of one lead are primary"),
    MICRO_PRIMARY("micro-primary", "Bidding learns from a step without business"),
    NO_VALUE("no-value", "Won deals are told without a value"),
    VALUE_MISSING("value-missing", "Won deals are not told for want of a value"),
    UNMATCHED("unmatched", "Leads have no usable click id"),
    WINDOWS("windows", "Conversions come too late for a window"),
    VOLUME("volume", "More leads, and worse ones"),
    SHALLOW_PRIMARY("shallow-primary", "A shallow stage is primary"),
    LATE("late", "Platforms hear late"),
    SAME_VALUE("same-value", "Every conversion is worth the same"),
    MAIL_UNREADABLE("mail-unreadable", "Mails cannot be read"),
    PHONE_UNREADABLE("phone-unreadable", "Phones cannot be read"),
    WINDOW("window", "Reports were imported too early"),
    OTHER("", "Other");

    private final String key;
    private final String title;

    FindingCause(String key, String title) {
        this.key = key;
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** The kind of the finding of that key; {@link #OTHER} where it is none of ours. */
    public static FindingCause of(String finding) {
        String key = finding.replaceFirst(":.*", "");
        for (FindingCause cause : values()) {
            if (cause.key.equals(key)) {
                return cause;
            }
        }
        return OTHER;
    }

    /** Findings of one cause. */
    public record Group(FindingCause cause, List<Finding> findings) {}

    /** The findings by cause, the worst first. */
    public static List<Group> groups(List<Finding> findings) {
        Map<FindingCause, List<Finding>> groups = new TreeMap<>(Comparator.naturalOrder());
        findings.forEach(it ->
                groups.computeIfAbsent(of(it.key()), k -> new ArrayList<>()).add(it));
        return groups.entrySet().stream()
                .map(it -> new Group(it.getKey(), List.copyOf(it.getValue())))
                .toList();
    }
}
