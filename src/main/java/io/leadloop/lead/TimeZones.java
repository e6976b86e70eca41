package io.leadloop.lead;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads time zones as platforms' templates, CRMs and people write them: IANA names and their aliases in any letter case,
 * {@code Z}, and offsets ({@code +0100}, {@code -05:00}, {@code +2}) bare or behind {@code UTC} or {@code GMT}. In
 * {@code Etc/GMT+8} the sign is the other way round (it lies west of Greenwich); in {@code GMT+8} it is not.
 */
public final class TimeZones {

    private static final int MOST_OFFSET = 14 * 60;
    private static final Pattern OFFSET = Pattern.compile(
            "(?:(?:UTC|GMT|UT) ?)?([+-])(?:(\\d{1,2}):(\\d{2})|(\\d{2})(\\d{2})|(\\d{1,2}))", Pattern.CASE_INSENSITIVE);

    /** Names of the IANA database that people also use for the summer half of the zone: they may mean either. */
    private static final Set<String> AMBIGUOUS = Set.of("est", "mst", "hst");

    private static final Map<String, ZoneId> BY_NAME = byName();

    private TimeZones() {}

    private static Map<String, ZoneId> byName() {
        Map<String, ZoneId> zones = new HashMap<>();
        for (String id : ZoneId.getAvailableZoneIds()) {
            zones.put(id.toLowerCase(Locale.ROOT), ZoneId.of(id));
        }
        for (String utc : Set.of("z", "utc", "gmt", "ut", "uct", "zulu")) {
            zones.put(utc, ZoneOffset.UTC);
        }
        zones.keySet().removeAll(AMBIGUOUS);
        return zones;
    }

    /** Empty where the text names no zone, or one that cannot be told without asking, such as {@code EST}. */
    public static Optional<ZoneId> of(String text) {
        String plain = WrittenSigns.plain(text);
        ZoneId named = BY_NAME.get(plain.toLowerCase(Locale.ROOT).replace(' ', '_'));
        return named == null ? offset(plain) : Optional.of(named);
    }

    private static Optional<ZoneId> offset(String text) {
        Matcher parts = OFFSET.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int hours = Integer.parseInt(first(parts.group(2), parts.group(4), parts.group(6)));
        int minutes = Integer.parseInt(first(parts.group(3), parts.group(5), "0"));
        if (minutes > 59 || hours * 60 + minutes > MOST_OFFSET) {
            return Optional.empty();
        }
        int sign = parts.group(1).equals("-") ? -1 : 1;
        try {
            return Optional.of(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String first(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null) {
                return text;
            }
        }
        return "0";
    }

    /** The zone that a bare city may stand for: {@code Europe/Berlin} for {@code Berlin}; null where none ends like that. */
    public static @Nullable String suggestion(String text) {
        String city = "/" + WrittenSigns.plain(text).replace(' ', '_');
        return ZoneId.getAvailableZoneIds().stream()
                .filter(it -> it.regionMatches(true, it.length() - city.length(), city, 0, city.length()))
                .min(java.util.Comparator.comparing(String::length).thenComparing(it -> it))
                .orElse(null);
    }
}
