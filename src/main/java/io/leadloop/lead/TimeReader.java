package io.leadloop.lead;

import io.leadloop.lead.UnreadableValue.Question;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one reader of times, for every door: ISO 8601 and its looser spellings, days with points, slashes, hyphens or the name
 * of a month, 12 and 24 hours, {@code /Date(ms)/}, and seconds, milliseconds or microseconds since 1970, told apart by their
 * size. What has two meanings is not guessed: a time without a zone, a day without a time, 03/10/2026, and an hour that a
 * change of clocks leaves out or doubles.
 *
 * @param zone of times that name none; null where they have to
 * @param timeOfDay of days without a time; null where they have to have one
 * @param dateOrder of days written with slashes or hyphens; null where nobody says
 */
public record TimeReader(
        @Nullable ZoneId zone,
        @Nullable LocalTime timeOfDay,
        @Nullable DateOrder dateOrder,
        int earliestYear) {

    /** Of a sender of whom nothing is known. */
    public static final TimeReader EXACT = new TimeReader(null, null, null);

    private static final int EARLIEST_YEAR = 2000;
    private static final int LATEST_YEAR = 2199;
    private static final int LONGEST = 80;
    private static final int MOST_DIGITS = 11;
    private static final String NO_TIME = "is not a time such as 2026-10-03T10:20:30+02:00";
    private static final String NO_SUCH = "is no real time: there is no such day, hour or zone";

    private static final Pattern DATE_OF_JSON = Pattern.compile("/Date\\((-?\\d{1,15})(?:[+-]\\d{4})?\\)/");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,19}(?:[.,]\\d{1,20})?");
    private static final int MONTHS = 12;
    private static final String WEEKDAY = "(?:\\p{L}{2,10}(?:\\.,?|,) )?";
    private static final Pattern FORM = Pattern.compile("(?:(?<y>\\d{4})([-/.])(?<m>\\d{1,2})\\2(?<d>\\d{1,2})"
            + "|(?<a>\\d{1,2})(?<sep>[-/.])(?<b>\\d{1,2})\\6(?<y2>\\d{4}|\\d{2})"
            + "|" + WEEKDAY + "(?<m3>\\p{L}{3,10})\\.? (?<d3>\\d{1,2})(?:st|nd|rd|th)?,? (?<y3>\\d{4})"
            + "|" + WEEKDAY + "(?<d4>\\d{1,2})(?:st|nd|rd|th|\\.)?(?: (?:de )?|-)(?<m4>\\p{L}{3,10})\\.?"
            + "(?:,? (?:de )?|-)(?<y4>\\d{4}))"
            + "(?:(?:T|,? (?:at )?)(?<h>\\d{1,2}):(?<min>\\d{2})(?::(?<s>\\d{2})(?:[.,*](?<f>\\d{1,9}))?)?"
            + "(?: ?(?<half>[AaPp])\\.? ?[Mm]\\.?(?![A-Za-z]))?)?"
            + "(?<zone> ?[A-Za-z(+\\[-].*)?");
    private static final Pattern OFFSET_AND_ZONE = Pattern.compile("([^\\[]*)\\[([^\\]]+)]");

    /** For years from 2000. */
    public TimeReader(@Nullable ZoneId zone, @Nullable LocalTime timeOfDay, @Nullable DateOrder dateOrder) {
        this(zone, timeOfDay, dateOrder, EARLIEST_YEAR);
    }

    /** For the records of a CRM, of which some are older than any click. */
    public static TimeReader ofRecords(@Nullable ZoneId zone) {
        return new TimeReader(zone, null, null, 1900);
    }

    /** The moment; throws UnreadableValue in words where the text is none, or may be several. */
    public Instant read(String text) throws UnreadableValue {
        String plain = WrittenSigns.plain(text);
        if (plain.length() > LONGEST) {
            throw new UnreadableValue(NO_TIME);
        }
        Matcher json = DATE_OF_JSON.matcher(plain);
        if (json.matches()) {
            return within(Instant.ofEpochMilli(Long.parseLong(json.group(1))));
        }
        if (NUMBER.matcher(plain).matches()) {
            return epoch(plain.replace(',', '.'));
        }
        Matcher form = FORM.matcher(plain);
        if (!form.matches()) {
            throw new UnreadableValue(NO_TIME);
        }
        try {
            LocalDate date = date(form);
            within(date.getYear());
            return moment(LocalDateTime.of(date, time(form)), form.group("zone"));
        } catch (DateTimeException e) {
            throw new UnreadableValue(NO_SUCH);
        }
    }

    /** Seconds have nine or ten digits since 1973, milliseconds up to fourteen, microseconds up to seventeen. */
    private Instant epoch(String number) throws UnreadableValue {
        int point = number.indexOf('.');
        int digits = point < 0 ? number.length() : point;
        if (digits == 5) {
            throw new UnreadableValue(
                    "is not a time but the number of a day in a spreadsheet; format it as date and time");
        }
        if (digits < 9 || digits > 17 || number.charAt(0) == '0') {
            throw new UnreadableValue(NO_TIME);
        }
        return within(since1970(new BigDecimal(number), digits <= 10 ? 0 : digits <= 14 ? 3 : 6));
    }

    /**
     * A moment by its distance from 1970 (UTC).
     *
     * @param number of units of which ten to that power are a second: 0 for seconds, 3 for milliseconds
     * @throws UnreadableValue beyond the years that any calendar of a CRM knows
     */
    public static Instant since1970(BigDecimal number, int power) throws UnreadableValue {
        if ((long) number.precision() - number.scale() - power > MOST_DIGITS || number.scale() > 1_000) {
            throw new UnreadableValue(NO_TIME);
        }
        BigDecimal since1970 = number.scaleByPowerOfTen(-power);
        BigDecimal whole = since1970.setScale(0, RoundingMode.FLOOR);
        long nanos = since1970.subtract(whole).movePointRight(9).longValue();
        return Instant.ofEpochSecond(whole.longValueExact(), nanos);
    }

    private Instant within(Instant moment) throws UnreadableValue {
        within(moment.atOffset(ZoneOffset.UTC).getYear());
        return moment;
    }

    private void within(int year) throws UnreadableValue {
        if (year < earliestYear || year > LATEST_YEAR) {
            throw new UnreadableValue("lies outside of the years " + earliestYear + " to " + LATEST_YEAR);
        }
    }

    private LocalDate date(Matcher form) throws UnreadableValue {
        if (form.group("y") != null) {
            return of(form.group("y"), form.group("m"), form.group("d"));
        }
        if (form.group("y3") != null) {
            return named(form.group("y3"), form.group("m3"), form.group("d3"));
        }
        if (form.group("y4") != null) {
            return named(form.group("y4"), form.group("m4"), form.group("d4"));
        }
        String year = form.group("y2");
        if (year.length() == 2) {
            throw new UnreadableValue("has a year of two digits; write four");
        }
        if (form.group("sep").equals(".")) {
            return of(year, form.group("b"), form.group("a"));
        }
        DateOrder order = dateOrder == null ? shown(form) : dateOrder;
        if (order == null) {
            throw new UnreadableValue(
                    "has " + (form.group("sep").equals("/") ? "slashes" : "hyphens")
                            + " and does not show whether the day or the month comes first",
                    Question.DATE_ORDER);
        }
        return order == DateOrder.DAY_FIRST
                ? of(year, form.group("b"), form.group("a"))
                : of(year, form.group("a"), form.group("b"));
    }

    /** What the numbers themselves show: there is no month 13; null where both or none may be a month. */
    private static @Nullable DateOrder shown(Matcher form) {
        boolean isFirstDay = Integer.parseInt(form.group("a")) > MONTHS;
        boolean isSecondDay = Integer.parseInt(form.group("b")) > MONTHS;
        return isFirstDay == isSecondDay ? null : isFirstDay ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
    }

    private static LocalDate of(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    private static LocalDate named(String year, String name, String day) throws UnreadableValue {
        Integer month = MonthNames.number(name);
        if (month == null) {
            throw new UnreadableValue(NO_TIME);
        }
        return LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day));
    }

    private LocalTime time(Matcher form) throws UnreadableValue {
        if (form.group("h") == null) {
            if (timeOfDay == null) {
                throw new UnreadableValue("is a day without a time", Question.TIME_OF_DAY);
            }
            return timeOfDay;
        }
        int hour = Integer.parseInt(form.group("h"));
        String half = form.group("half");
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new UnreadableValue(NO_SUCH);
            }
            hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        }
        String seconds = form.group("s");
        String fraction = form.group("f");
        return LocalTime.of(
                hour,
                Integer.parseInt(form.group("min")),
                seconds == null ? 0 : Integer.parseInt(seconds),
                fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9)));
    }

    private Instant moment(LocalDateTime local, @Nullable String written) throws UnreadableValue {
        if (written == null || written.isBlank()) {
            if (zone == null) {
                throw new UnreadableValue("has no time zone", Question.ZONE);
            }
            return at(local, zone);
        }
        String text = written.strip();
        Matcher both = OFFSET_AND_ZONE.matcher(text);
        if (both.matches() && !both.group(1).isBlank()) {
            ZoneId offset = zone(both.group(1));
            List<ZoneOffset> offsets = zone(both.group(2)).getRules().getValidOffsets(local);
            // RFC 9557: Z says the moment and nothing of the local offset.
            if (!both.group(1).strip().equalsIgnoreCase("z")
                    && !offsets.contains(offset.getRules().getOffset(local))) {
                throw new UnreadableValue("names another offset than its time zone has then; leave one of them away");
            }
            return at(local, offset);
        }
        boolean isInside = text.startsWith("(") && text.endsWith(")") || text.startsWith("[") && text.endsWith("]");
        return at(local, zone(isInside ? text.substring(1, text.length() - 1) : text));
    }

    private static ZoneId zone(String text) throws UnreadableValue {
        Optional<ZoneId> zone = TimeZones.of(text);
        if (zone.isEmpty()) {
            throw new UnreadableValue("names a time zone that is not known; write one such as Europe/Berlin or +01:00");
        }
        return zone.get();
    }

    /** The one moment at which the clocks of the zone show that time; throws UnreadableValue where there is none, or two. */
    public static Instant at(LocalDateTime local, ZoneId zone) throws UnreadableValue {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() != 1) {
            throw new UnreadableValue("lies in the hour of a change of clocks, which "
                    + (offsets.isEmpty() ? "was left out" : "came twice") + "; write it with its offset");
        }
        return local.toInstant(offsets.get(0));
    }
}
