package io.leadloop.expiry;

import io.leadloop.expiry.Expiry.Basis;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The APIs of platforms and CRMs whose versions end, with every end that is known (facts as of 2026-11-26). What is announced
 * stands as a day; where a platform only says how long a version lives, the day follows from that.
 */
public enum OutsideApi {
    /** "Versions" of the Graph API changelog. v26 is out, its end is not told. */
    META_GRAPH(
            "Meta Graph API",
            "https://developers.facebook.com/docs/graph-api/changelog/versions/",
            told(
                    "v20.0", "2026-09-24",
                    "v21.0", "2027-01-21",
                    "v22.0", "2027-05-20",
                    "v23.0", "2027-10-08",
                    "v24.0", "2028-02-18",
                    "v25.0", "2028-07-29"),
            "",
            version -> Optional.empty()),

    /** The table of the migrations page; a version lives twelve months at least. */
    LINKEDIN_MARKETING(
            "LinkedIn Marketing API",
            "https://learn.microsoft.com/linkedin/marketing/integrations/migrations",
            told(
                    "202511", "2026-11-16",
                    "202601", "2027-01-15",
                    "202602", "2027-02-15",
                    "202603", "2027-03-16",
                    "202604", "2027-04-15",
                    "202605", "2027-05-15",
                    "202606", "2027-06-15",
                    "202607", "2027-07-15"),
            "twelve months after the version's month, on its 15th",
            version -> month(version, "yyyyMM", 12, 15)),

    /** Sunset dates; v23 and v24 by the release plan of 2025-09, of v25 and v26 no end is told. */
    GOOGLE_ADS(
            "Google Ads API",
            "https://developers.google.com/google-ads/api/docs/sunset-dates",
            merged(
                    told("v20", "2026-06-10", "v21", "2026-08-05", "v22", "2026-10-07"),
                    with(Basis.MONTH_TOLD, "v23", "2027-02-01", "v24", "2027-05-01"),
                    with(Basis.RULE, "v25", "2027-08-01", "v26", "2027-11-01")),
            "v25 and v26 as v23 and v24: thirteen months after the release's month",
            version -> Optional.empty()),

    /** Changelog of 2026 for v4, of 2026-09-15 for v1 to v3; a dated version is supported for 18 months. */
    HUBSPOT(
            "HubSpot API",
            "https://developers.hubspot.com/docs/developer-tooling/platform/versioning",
            merged(
                    told("v4", "2027-03-30"),
                    with(Basis.MONTH_TOLD, "v1", "2027-09-01", "v2", "2027-09-01", "v3", "2027-09-01")),
            "18 months after the version's month, on its 1st",
            version -> month(version, "yyyy-MM", 18, 1)),

    /** 31.0 to 40.0 go in Summer '28, which begins in June. */
    SALESFORCE_REST(
            "Salesforce REST API",
            "https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/api_rest_eol.htm",
            seasons(31, 40, "2028-06-01"),
            "",
            version -> Optional.empty()),

    /** Microsoft has told no end of 9.x. */
    DATAVERSE_WEB(
            "Dataverse Web API",
            "https://learn.microsoft.com/power-apps/developer/data-platform/webapi/web-api-versions",
            Map.of(),
            "",
            version -> Optional.empty());

    private static final Pattern VERSION = Pattern.compile("/(v\\d+(?:\\.\\d+)?|\\d{4}-\\d{2})(?=/|$)");

    /** The end of a version. */
    public record End(LocalDate day, Basis basis) {}

    private final String title;
    private final String source;
    private final Map<String, End> told;
    private final String rule;
    private final Function<String, Optional<LocalDate>> byRule;

    OutsideApi(
            String title,
            String source,
            Map<String, End> told,
            String rule,
            Function<String, Optional<LocalDate>> byRule) {
        this.title = title;
        this.source = source;
        this.told = told;
        this.rule = rule;
        this.byRule = byRule;
    }

    /** When that version ends; empty where nobody has said so. */
    public Optional<End> end(String version) {
        End known = told.get(version.strip());
        return known != null
                ? Optional.of(known)
                : byRule.apply(version.strip()).map(it -> new End(it, Basis.RULE));
    }

    /** The version in the path of an address, such as {@code /crm/v3/objects}; empty if there is none. */
    public static Optional<String> versionIn(String path) {
        Matcher version = VERSION.matcher(path);
        return version.find() ? Optional.of(version.group(1)) : Optional.empty();
    }

    public String title() {
        return title;
    }

    String source() {
        return source;
    }

    Map<String, End> told() {
        return told;
    }

    String rule() {
        return rule;
    }

    private static Map<String, End> told(String... versionsAndDays) {
        return with(Basis.TOLD, versionsAndDays);
    }

    private static Map<String, End> with(Basis basis, String... versionsAndDays) {
        Map<String, End> ends = new java.util.TreeMap<>();
        for (int i = 0; i < versionsAndDays.length; i += 2) {
            ends.put(versionsAndDays[i], new End(LocalDate.parse(versionsAndDays[i + 1]), basis));
        }
        return ends;
    }

    @SafeVarargs
    private static Map<String, End> merged(Map<String, End>... parts) {
        Map<String, End> all = new java.util.TreeMap<>();
        for (Map<String, End> part : parts) {
            all.putAll(part);
        }
        return all;
    }

    private static Map<String, End> seasons(int first, int last, String day) {
        Map<String, End> ends = new java.util.TreeMap<>();
        for (int version = first; version <= last; version++) {
            ends.put("v" + version + ".0", new End(LocalDate.parse(day), Basis.MONTH_TOLD));
        }
        return ends;
    }

    private static Optional<LocalDate> month(String version, String form, int lives, int day) {
        try {
            return Optional.of(YearMonth.parse(version, DateTimeFormatter.ofPattern(form))
                    .plusMonths(lives)
                    .atDay(day));
        } catch (DateTimeException notOfThatForm) {
            return Optional.empty();
        }
    }
}
