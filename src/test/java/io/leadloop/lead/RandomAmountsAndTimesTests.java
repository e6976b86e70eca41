package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Some thousand amounts, times and zones by chance, against java.time and BigDecimal. The seed is fixed. */
class RandomAmountsAndTimesTests {

    private static final int TIMES = 4_000;

    /** Patterns of java.time whose text our reader has to read, the month first where there are slashes. */
    private static final List<String> PATTERNS = List.of(
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ss.SSSSSSS",
            "yyyy/M/d H:mm:ss",
            "dd.MM.yyyy HH:mm:ss",
            "MM/dd/yyyy HH:mm:ss",
            "M/d/yyyy h:mm:ss a",
            "MMM d, yyyy HH:mm:ss",
            "MMMM d, yyyy h:mm:ss a",
            "d MMMM yyyy HH:mm:ss",
            "dd-MMM-yyyy HH:mm:ss");

    private static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.forLanguageTag("es"), Locale.ITALIAN);

    private final Random random = new Random(20261126);

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private LocalDateTime anyTime() {
        long from = Instant.parse("2001-10-01T00:00:00Z").getEpochSecond();
        long to = Instant.parse("2037-01-01T00:00:00Z").getEpochSecond();
        return LocalDateTime.ofEpochSecond(
                from + (long) (random.nextDouble() * (to - from)), random.nextInt(10_000_000) * 100, ZoneOffset.UTC);
    }

    /** Null where the clocks of the zone show that time never or twice. */
    private static Instant only(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        return offsets.size() == 1 ? local.toInstant(offsets.get(0)) : null;
    }

    @Test
    void a_time_in_any_zone_is_the_moment_of_java_time_or_refused_where_there_is_none_or_two() throws Exception {
        List<ZoneId> zones = new TreeSet<>(ZoneId.getAvailableZoneIds())
                .stream()
                        .filter(it -> TimeZones.of(it).isPresent())
                        .map(ZoneId::of)
                        .toList();
        int read = 0;
        for (int i = 0; i < TIMES; i++) {
            String pattern = any(PATTERNS);
            // A letter for the half of the day is English; names of months are of any language.
            Locale language = pattern.contains(" a") ? Locale.ENGLISH : any(LANGUAGES);
            DateTimeFormatter writer = DateTimeFormatter.ofPattern(pattern, language);
            ZoneId zone = any(zones);
            LocalDateTime local = LocalDateTime.parse(writer.format(anyTime()), writer);
            Instant expected = only(local, zone);
            String text = writer.format(local);
            TimeReader known = new TimeReader(zone, null, DateOrder.MONTH_FIRST);
            TimeReader told = new TimeReader(null, null, DateOrder.MONTH_FIRST);
            for (int way = 0; way < 2; way++) {
                try {
                    Instant is = way == 0 ? known.read(text) : told.read(text + " " + zone.getId());
                    assertThat(is).as("%s in %s", text, zone).isEqualTo(expected);
                    read++;
                } catch (UnreadableValue e) {
                    assertThat(expected)
                            .as("%s in %s: %s", text, zone, e.words())
                            .isNull();
                }
            }
        }
        assertThat(read).isGreaterThan(TIMES);
    }

    @Test
    void an_offset_is_that_of_java_time_in_each_of_its_spellings() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            int minutes = (random.nextInt(2 * 14 * 4 + 1) - 14 * 4) * 15;
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(minutes * 60);
            String sign = minutes < 0 ? "-" : "+";
            int hours = Math.abs(minutes) / 60;
            String written = any(List.of("", "UTC", "GMT", "gmt "))
                    + String.format(
                            any(List.of("%s%02d%02d", "%s%02d:%02d", "%s%d:%02d")),
                            sign,
                            hours,
                            Math.abs(minutes) % 60);
            LocalDateTime local = anyTime();
            assertThat(TimeReader.EXACT.read(local + " " + written)).as(written).isEqualTo(local.toInstant(offset));
        }
    }

    @Test
    void a_distance_from_1970_is_the_moment_of_java_time() throws Exception {
        for (int i = 0; i < TIMES; i++) {
            Instant moment = anyTime().toInstant(ZoneOffset.UTC);
            Instant inMillis = Instant.ofEpochMilli(moment.toEpochMilli());
            assertThat(TimeReader.EXACT.read(Long.toString(moment.getEpochSecond())))
                    .isEqualTo(Instant.ofEpochSecond(moment.getEpochSecond()));
            assertThat(TimeReader.EXACT.read(Long.toString(moment.toEpochMilli())))
                    .isEqualTo(inMillis);
            assertThat(TimeReader.EXACT.read("/Date(" + moment.toEpochMilli() + ")/"))
                    .isEqualTo(inMillis);
        }
    }

    @Test
    void an_amount_in_any_language_is_the_same_number_or_asked_for() throws Exception {
        int read = 0;
        for (int i = 0; i < TIMES; i++) {
            BigDecimal number = BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), random.nextInt(9));
            List<String> signs = any(List.of(
                    List.of(",", "."), List.of(".", ","), List.of("'", "."), List.of(" ", ","), List.of("", ".")));
            String[] parts = number.toPlainString().split("\\.");
            String whole = new StringBuilder(parts[0]).reverse().toString().replaceAll("(\\d{3})(?=\\d)", "$1G");
            String text = new StringBuilder(whole).reverse().toString().replace("G", signs.get(0))
                    + (parts.length == 1 ? "" : signs.get(1) + parts[1]);
            String shown =
                    any(List.of("%s", "%s EUR", "\u20ac %s", " %s\u00a0\u20ac")).formatted(text);
            try {
                ToldMoney told = AmountReader.ANY.read(shown).money("EUR");
                assertThat(told.told()).as(shown).isEqualByComparingTo(number);
                assertThat(told.money().amount())
                        .as(shown)
                        .isEqualByComparingTo(number.setScale(2, RoundingMode.HALF_UP));
                read++;
            } catch (UnreadableValue e) {
                assertThat(text).as(e.words()).matches("\\d{1,3}[.,]\\d{3}");
            }
            DecimalSign said = signs.get(1).equals(".") ? DecimalSign.POINT : DecimalSign.COMMA;
            assertThat(new AmountReader(said).read(shown).number()).as(shown).isEqualByComparingTo(number);
        }
        assertThat(read).isGreaterThan(TIMES / 2);
    }

    @Test
    void nonsense_never_ends_in_an_exception_of_ours() {
        String signs = "0123456789999.,-+:/ TZPMapmk$\u20ac()[]{}'eE%\u00a0\u202f\u0000\ufeffABCeinov\ud83d*";
        List<String> honest = List.of(
                "2026-10-03T10:20:30+02:00",
                "Nov 23, 2026 10:59:10 PM",
                "1.250,50 EUR",
                "1795427950123",
                "Etc/GMT+8",
                "/Date(1506384247000)/",
                "2026-10-25T02:30:00+01:00[Europe/Berlin]");
        int refused = 0;
        for (int i = 0; i < 5 * TIMES; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? "" : any(honest));
            for (int j = random.nextInt(i % 2 == 0 ? 30 : 4); j >= 0; j--) {
                int at = random.nextInt(text.length() + 1);
                text.insert(at, signs.charAt(random.nextInt(signs.length())));
            }
            refused += refused(text.toString());
        }
        assertThat(refused).isGreaterThan(TIMES);
    }

    private static int refused(String text) {
        int refused = 0;
        TimeZones.of(text);
        TimeZones.suggestion(text);
        for (TimeReader reader : List.of(
                TimeReader.EXACT,
                TimeReader.ofRecords(ZoneOffset.UTC),
                new TimeReader(ZoneId.of("Europe/Berlin"), java.time.LocalTime.NOON, DateOrder.DAY_FIRST))) {
            try {
                assertThat(reader.read(text)).as(text).isBetween("1899-12-30T00:00:00Z", "2200-01-02T00:00:00Z");
            } catch (UnreadableValue e) {
                refused++;
            }
        }
        for (AmountReader reader : List.of(AmountReader.ANY, AmountReader.MACHINE)) {
            try {
                assertThat(reader.read(text).money("EUR").money().amount()).isNotNegative();
            } catch (UnreadableValue e) {
                refused++;
            }
        }
        return refused;
    }
}
