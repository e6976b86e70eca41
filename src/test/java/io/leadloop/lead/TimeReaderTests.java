package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.lead.UnreadableValue.Question;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as platforms, CRMs and spreadsheets write them; each form stands in facts/files-and-presets.md 1 or in facts/crm.md. */
class TimeReaderTests {

    private static final TimeReader BERLIN =
            new TimeReader(ZoneId.of("Europe/Berlin"), LocalTime.NOON, DateOrder.MONTH_FIRST);
    private static final TimeReader UTC = new TimeReader(ZoneId.of("UTC"), null, DateOrder.MONTH_FIRST);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Google Data Manager's list (1.1), each with UTC as the fallback zone.
                "2012-08-15T00:01:54Z|2012-08-15T00:01:54Z",
                "2012-08-14T17:01:54-07:00|2012-08-15T00:01:54Z",
                "Aug 14, 2012 17:01:54|2012-08-14T17:01:54Z",
                "08/14/2012T5:01:54 PM|2012-08-14T17:01:54Z",
                "2012-08-14 5:01:54 PM|2012-08-14T17:01:54Z",
                "08/14/2012 17:01:54|2012-08-14T17:01:54Z",
                "2012-08-14 17:01:54|2012-08-14T17:01:54Z",
                "08/14/2012 17:01:54*123|2012-08-14T17:01:54.123Z",
                "08/14/2012 17:01:54.123|2012-08-14T17:01:54.123Z",
                "2012-08-14T17:01:54-07|2012-08-15T00:01:54Z",
                "08/14/2012T17:01:54-0700|2012-08-15T00:01:54Z",
                // Google's other forms, with a zone behind.
                "Nov 23, 2026 10:59:10|2026-11-23T10:59:10Z",
                "Nov 23, 2026 10:59:10 AM America/Port-au-Prince|2026-11-23T15:59:10Z",
                "2026-09-19 17:22:21+00:00|2026-09-19T17:22:21Z",
                "2026-11-23 10:59:10 Asia/Calcutta|2026-11-23T05:29:10Z",
                "2026-11-23 10:59:10 Etc/GMT+8|2026-11-23T18:59:10Z",
                "2026-11-23 10:59:10 GMT+8|2026-11-23T02:59:10Z",
                "2026-11-23 10:59:10 GMT-0500|2026-11-23T15:59:10Z",
                "2026-11-23 10:59:10 UTC+2|2026-11-23T08:59:10Z",
                "2026-11-23 10:59:10 (GMT+01:00)|2026-11-23T09:59:10Z",
                // Microsoft's bulk file: 12 hours with the month first, and seven decimals.
                "4/1/2020 6:50:54 PM|2020-04-01T18:50:54Z",
                "2020-04-30T17:02:35.6853793Z|2020-04-30T17:02:35.685379300Z",
                // Meta's seconds, LinkedIn's milliseconds, monday's seconds with a fraction, GA4's microseconds.
                "1795427950|2026-11-23T09:59:10Z",
                "1795427950123|2026-11-23T09:59:10.123Z",
                "1795427950.7129|2026-11-23T09:59:10.712900Z",
                "1795427950123456|2026-11-23T09:59:10.123456Z",
                // Dataverse's messages, Salesforce's REST, Attio's nine decimals, HTTP's dates, java.time.
                "/Date(1506384247000)/|2017-09-26T00:04:07Z",
                "/Date(1506384247000+0200)/|2017-09-26T00:04:07Z",
                "2026-11-22T10:00:00.000+0000|2026-11-22T10:00:00Z",
                "2026-11-23T09:59:10.417000000Z|2026-11-23T09:59:10.417Z",
                "Mon, 23 Nov 2026 09:59:10 GMT|2026-11-23T09:59:10Z",
                "2026-10-25T02:30:00+01:00[Europe/Berlin]|2026-10-25T01:30:00Z",
                // HubSpot's and spreadsheets'.
                "2025-03-04 10:22|2025-03-04T10:22:00Z",
                "3/4/2025, 10:22 AM|2025-03-04T10:22:00Z",
                "3/4/2025 10:22\u202fAM|2025-03-04T10:22:00Z",
                "05-Mar-2026 10:22|2026-03-05T10:22:00Z",
                "23.11.2026 10:59|2026-11-23T10:59:00Z",
                "1. Sept. 2026 10:59|2026-09-01T10:59:00Z",
                "Mo., 1. September 2026 10:59|2026-09-01T10:59:00Z",
                "3 de octubre de 2026 10:59|2026-10-03T10:59:00Z",
                "3 ao\u00fbt 2026 10:59 p. m.|2026-08-03T22:59:00Z",
                "\ufeff2026-10-03\u00a010:20:30 +0200|2026-10-03T08:20:30Z"
            })
    void a_documented_form_is_read_at_the_right_second(String text, String instant) throws Exception {
        assertThat(UTC.read(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-10-03 10:20|2026-10-03T08:20:00Z",
                "10/3/2026 12:20 am|2026-10-02T22:20:00Z",
                "2026-10-03|2026-10-03T10:00:00Z",
                "June 18, 2020|2020-06-18T10:00:00Z",
                "18 June 2020|2020-06-18T10:00:00Z",
                "Dec 31, 2020|2020-12-31T11:00:00Z",
                "06/18/2020|2020-06-18T10:00:00Z",
                "2026/12/03 10:20|2026-12-03T09:20:00Z",
                "2026-10-25 02:30+0100|2026-10-25T01:30:00Z"
            })
    void a_time_without_a_zone_and_a_day_without_a_time_are_read_by_what_somebody_said(String text, String instant)
            throws Exception {
        assertThat(BERLIN.read(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-03 10:20, ZONE",
        "2026-10-03, TIME_OF_DAY",
        "'June 18, 2020', TIME_OF_DAY",
        "01/02/2026 10:20Z, DATE_ORDER",
        "03-05-2026 10:20Z, DATE_ORDER"
    })
    void what_only_a_person_knows_is_asked_for(String text, Question question) {
        assertThat(catchThrowableOfType(UnreadableValue.class, () -> TimeReader.EXACT.read(text))
                        .question())
                .isEqualTo(question);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-10-25 02:30|came twice",
                "2026-10-25 02:30 Europe/Berlin|came twice",
                "2026-03-29 02:30|was left out",
                "2026-11-01 01:30 America/New_York|came twice",
                "31.11.2026 10:00|no such day",
                "2026-02-29 10:00|no such day",
                "2026-10-03 24:10|no such day",
                "2026-10-03 13:10 PM|no such day",
                "2026-10-25T02:30:00+05:00[Europe/Berlin]|another offset than its time zone",
                "2026-10-03 10:20 EST|time zone that is not known",
                "2026-10-03 10:20 Berlin|time zone that is not known",
                "2026-10-03 10:20 +0-500|time zone that is not known",
                "2026-10-03 10:20 +2500|time zone that is not known",
                "03.10.26 10:20|year of two digits",
                "46298.43|number of a day in a spreadsheet",
                "46346.458333333336|number of a day in a spreadsheet",
                "46346,458333333336|number of a day in a spreadsheet",
                "2026-10-03T10:20:30+00:00[Europe/Berlin]|another offset than its time zone",
                "20261003|is not a time",
                "yesterday|is not a time",
                "Foo 3, 2026 10:20|is not a time",
                "1926-10-03T10:20:30Z|years",
                "9999-10-03T10:20:30Z|years"
            })
    void what_is_no_moment_or_two_is_refused_without_its_value(String text, String words) {
        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> BERLIN.read(text))
                .withMessageContaining(words)
                .withMessageNotContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"03/10/2026 10:20 UTC", "31/31/2026 10:20 UTC", "12-12-2026 10:20 UTC"})
    void what_does_not_show_its_order_is_asked(String text) {
        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> new TimeReader(null, null, null).read(text))
                .withMessageContaining("whether the day or the month");
    }

    /** RFC 9557, 3.4: Z says nothing of the local offset, so that no zone behind it contradicts it. */
    @ParameterizedTest
    @CsvSource({
        "24/11/2026 10:00 UTC, 2026-11-24T10:00:00Z",
        "11-24-2026 10:00 UTC, 2026-11-24T10:00:00Z",
        "2026-11-24T10:00:00Z[Europe/Berlin], 2026-11-24T10:00:00Z",
        "1795514400.123456789012, 2026-11-24T10:00:00.123456789Z"
    })
    void what_shows_by_itself_what_it_means_is_no_question(String text, String moment) throws Exception {
        assertThat(new TimeReader(null, null, null).read(text)).isEqualTo(moment);
    }

    @Test
    void of_a_crm_the_records_may_be_older_than_any_click() throws Exception {
        assertThat(TimeReader.ofRecords(null).read("1996-01-01T00:00:00Z")).isEqualTo("1996-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Amsterdam, Europe/Amsterdam",
        "europe/berlin, Europe/Berlin",
        "America/New York, America/New_York",
        "Asia/Calcutta, Asia/Calcutta",
        "-0500, -05:00",
        "+0100, +01:00",
        "+0530, +05:30",
        "+0000, Z",
        "GMT-0500, -05:00",
        "GMT+01:00, +01:00",
        "UTC+2, +02:00",
        "UTC, Z",
        "Z, Z",
        "Etc/GMT+8, Etc/GMT+8",
        "America/Port-au-Prince, America/Port-au-Prince",
        "EST5EDT, EST5EDT",
        "\u22120500, -05:00"
    })
    void every_zone_form_of_the_platforms_templates_is_read(String text, String zone) {
        assertThat(TimeZones.of(text)).hasValue(ZoneId.of(zone));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Berlin", "insert_timezone", "<Your timezone>", "EST", "PST", "+0-500", "+2500", "+530", "", "("
            })
    void what_names_no_zone_is_none(String text) {
        assertThat(TimeZones.of(text)).isEmpty();
    }

    @Test
    void a_bare_city_leads_to_its_zone() {
        assertThat(TimeZones.suggestion("Berlin")).isEqualTo("Europe/Berlin");
        assertThat(TimeZones.suggestion("new york")).isEqualTo("America/New_York");
        assertThat(TimeZones.suggestion("insert_timezone")).isNull();
    }
}
