package io.leadloop.pipeline;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * Leads that are alike in some respects. A value is {@link #ANY} where the respect does not matter, and empty where nobody
 * told it.
 *
 * @param source name of the CRM source
 * @param dealSize a band of {@link #dealSize}, of the amount that was told when the stage was reached
 * @param platform whose click brought the lead; {@code none} without one
 * @param country ISO 3166 code of two letters
 * @param campaign of the visit that brought the lead
 */
public record Segment(String source, String dealSize, String platform, String country, String campaign) {

    public static final String ANY = "*";
    public static final String UNKNOWN = "";

    public static final Segment ALL = new Segment(ANY, ANY, ANY, ANY, ANY);

    /** Upper bounds of the bands of deal sizes, in major units. */
    private static final List<Integer> BOUNDS = List.of(1_000, 10_000, 100_000);

    /** In what leads may be alike, in the order in which segments become narrower. */
    public enum Dimension {
        SOURCE("source"),
        DEAL_SIZE("deal size"),
        PLATFORM("platform"),
        COUNTRY("country"),
        CAMPAIGN("campaign");

        private final String words;

        Dimension(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public String value(Dimension dimension) {
        return switch (dimension) {
            case SOURCE -> source;
            case DEAL_SIZE -> dealSize;
            case PLATFORM -> platform;
            case COUNTRY -> country;
            case CAMPAIGN -> campaign;
        };
    }

    public Segment with(Dimension dimension, String value) {
        return switch (dimension) {
            case SOURCE -> new Segment(value, dealSize, platform, country, campaign);
            case DEAL_SIZE -> new Segment(source, value, platform, country, campaign);
            case PLATFORM -> new Segment(source, dealSize, value, country, campaign);
            case COUNTRY -> new Segment(source, dealSize, platform, value, campaign);
            case CAMPAIGN -> new Segment(source, dealSize, platform, country, value);
        };
    }

    /** Whether a lead of that segment, which has a value everywhere, belongs to this one. */
    public boolean holds(Segment lead) {
        return Arrays.stream(Dimension.values())
                .allMatch(it -> isAny(it) || value(it).equals(lead.value(it)));
    }

    /** In how many respects its leads are alike. */
    public int depth() {
        return (int) Arrays.stream(Dimension.values()).filter(it -> !isAny(it)).count();
    }

    public boolean isAny(Dimension dimension) {
        return value(dimension).equals(ANY);
    }

    /** The band of an amount in the currency in which figures are summed: {@code 1000 to 10000}. */
    public static String dealSize(BigDecimal amount) {
        int lower = 0;
        for (int bound : BOUNDS) {
            if (amount.compareTo(BigDecimal.valueOf(bound)) < 0) {
                return lower == 0 ? "under " + bound : lower + " to " + bound;
            }
            lower = bound;
        }
        return "from " + lower;
    }
}
