package io.leadloop.ops.quality;

import io.leadloop.quality.Period;
import io.leadloop.quality.Slice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a reader chose on top of the pages of figures: a time and some leads. It stands in the address of each of them and
 * goes along from page to page.
 *
 * @param days so many days up to today; null where a first and a last day are given
 * @param destination the ad account
 */
public record FigureQuery(
        @Nullable Integer days,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate until,

        @Nullable String destination,
        @Nullable String source,
        @Nullable String campaign) {

    static final int USUAL_DAYS = 30;

    public FigureQuery {
        destination = QueryParameters.given(destination);
        source = QueryParameters.given(source);
        campaign = QueryParameters.given(campaign);
    }

    /** As it was meant: a span that is offered, or two days; a span from the past up to today is that span. */
    FigureQuery on(LocalDate today) {
        if (from != null && until != null) {
            Period period = QueryParameters.period(from, until);
            boolean isSpan = until.equals(today) && Periods.DAYS.contains((int) period.days());
            return isSpan
                    ? new FigureQuery((int) period.days(), null, null, destination, source, campaign)
                    : new FigureQuery(null, from, until, destination, source, campaign);
        }
        int span = days != null && Periods.DAYS.contains(days) ? days : USUAL_DAYS;
        return new FigureQuery(span, null, null, destination, source, campaign);
    }

    Slice slice() {
        return new Slice(destination, source, campaign);
    }

    /** The address of a page with this choice; pairs of a name and a value are added to it or take the place of its own. */
    public String on(String page, @Nullable Object... more) {
        Map<String, Object> asked = new LinkedHashMap<>();
        put(asked, "days", days);
        put(asked, "from", from);
        put(asked, "until", until);
        return address(page, asked, more);
    }

    /** The same with what else a page is narrowed to; null for nothing. */
    public String onNarrowed(String page, @Nullable Map<String, Object> filtered, @Nullable Object... more) {
        List<Object> pairs = new ArrayList<>();
        if (filtered != null) {
            filtered.forEach((name, value) -> pairs.addAll(List.of(name, value)));
        }
        pairs.addAll(Arrays.asList(more));
        return on(page, pairs.toArray());
    }

    /** The address of a file with this choice, by its first and last day. */
    public String file(String file, Period period, @Nullable Object... more) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("from", period.from());
        asked.put("until", period.until());
        return address(QualityApi.FOR_PEOPLE + "/" + file, asked, more);
    }

    private String address(String page, Map<String, Object> asked, @Nullable Object[] more) {
        put(asked, "destination", destination);
        put(asked, "source", source);
        put(asked, "campaign", campaign);
        for (int i = 0; i < more.length; i += 2) {
            String name = String.valueOf(more[i]);
            asked.remove(name);
            put(asked, name, more[i + 1]);
        }
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(page);
        asked.keySet().forEach(it -> address.queryParam(it, "{" + it + "}"));
        return address.encode().buildAndExpand(asked).toUriString();
    }

    private static void put(Map<String, Object> asked, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            asked.put(name, value);
        }
    }

    /** Whether it is about some leads or accounts only. */
    public boolean isNarrow() {
        return !slice().equals(Slice.ALL);
    }
}
