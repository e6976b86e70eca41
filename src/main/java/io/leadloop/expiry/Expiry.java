package io.leadloop.expiry;

import java.time.LocalDate;

/**
 * A known end of something that a destination or a source needs.
 *
 * @param name of the destination or source, as configured
 * @param thing what ends, for people: "API version v25.0"
 * @param ends the day on which it is over
 * @param basis where the day is from
 * @param key the key that helps, below the destination's or source's own prefix
 */
public record Expiry(Holder holder, String name, What what, String thing, LocalDate ends, Basis basis, String key) {

    /** Whose it is. */
    public enum Holder {
        DESTINATION("leadloop.destinations."),
        SOURCE("leadloop.crm.sources.");

        private final String prefix;

        Holder(String prefix) {
            this.prefix = prefix;
        }
    }

    /** What ends. The names are a tag of the metrics. */
    public enum What {
        API_VERSION("set a newer"),
        REPORT_API_VERSION("set a newer"),
        CREDENTIALS("renew the credentials and set anew");

        private final String remedy;

        What(String remedy) {
            this.remedy = remedy;
        }
    }

    /** Where a day is from. */
    public enum Basis {
        /** Announced by the platform. */
        TOLD(""),
        /** The platform announced a month or a season; the day is its first. */
        MONTH_TOLD("the day is not told yet"),
        /** Not announced: follows from how long the platform says that versions live. */
        RULE("by the platform's rule, not announced yet"),
        /** Set by the keys {@code api-version-ends} and {@code credentials-end}. */
        CONFIGURED("as configured");

        private final String words;

        Basis(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** What to do, with the whole key. */
    public String remedy() {
        return what.remedy + " " + holder.prefix + name + "." + key;
    }

    /** The day and where it is from. */
    public String day() {
        return ends + (basis.words().isEmpty() ? "" : " (" + basis.words() + ")");
    }
}
