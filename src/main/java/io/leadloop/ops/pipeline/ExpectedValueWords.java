package io.leadloop.ops.pipeline;

import io.leadloop.destination.Destinations;
import io.leadloop.pipeline.PlanWords;
import io.leadloop.pipeline.Segment;
import io.leadloop.pipeline.Segment.Dimension;
import io.leadloop.pipeline.StageEstimate;
import io.leadloop.pipeline.Stages;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says segments and their estimates as people do; templates call it as {@code @expectedWords}. */
@Component("expectedWords")
public class ExpectedValueWords {

    private static final int NEARLY_ALL = 95;

    private final Destinations destinations;
    private final Stages stages;

    ExpectedValueWords(Destinations destinations, Stages stages) {
        this.destinations = destinations;
        this.stages = stages;
    }

    /** {@code Google Ads, Germany}; "all leads" for all of them. */
    public String segment(Segment segment) {
        List<String> words = new ArrayList<>();
        for (Dimension by : List.of(
                Dimension.PLATFORM, Dimension.COUNTRY, Dimension.CAMPAIGN, Dimension.SOURCE, Dimension.DEAL_SIZE)) {
            if (!segment.isAny(by)) {
                words.add(value(by, segment.value(by)));
            }
        }
        return words.isEmpty() ? "all leads" : String.join(", ", words);
    }

    private String value(Dimension by, String value) {
        if (value.equals(Segment.UNKNOWN)) {
            return by.words() + " unknown";
        }
        return switch (by) {
            case PLATFORM ->
                value.equals("none")
                        ? "no ad click"
                        : destinations
                                .find(value)
                                .map(it -> it.profile().name())
                                .orElse(value);
            case COUNTRY -> new Locale.Builder().setRegion(value).build().getDisplayCountry(Locale.ENGLISH);
            case CAMPAIGN -> "campaign " + value;
            case SOURCE -> "source " + value;
            case DEAL_SIZE -> "deals " + value;
        };
    }

    Map<String, String> stageNames() {
        return stages.names();
    }

    /** {@code 23 % of 412 leads at SQL from Google Ads, Germany, are won in the end, 4,200.00 EUR on average}. */
    String estimate(StageEstimate it, String stageName) {
        String from = it.segment().equals(Segment.ALL) ? "" : " from " + segment(it.segment()) + ",";
        String own = it.own() >= NEARLY_ALL ? "" : " (few: they lean on the wider group)";
        return percent(it.share()) + " of " + String.format(Locale.ROOT, "%,d", it.leads()) + " leads at " + stageName
                + from + own + " are won in the end, " + PlanWords.money(it.mean(), it.currency()) + " on average";
    }

    /** {@code 23 %}; {@code 0.52 %} where that is more than nothing. */
    public String percent(BigDecimal percent) {
        BigDecimal plain = percent.stripTrailingZeros();
        return (plain.scale() < 0 ? plain.setScale(0) : plain).toPlainString() + " %";
    }
}
