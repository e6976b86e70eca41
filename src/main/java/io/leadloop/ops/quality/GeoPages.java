package io.leadloop.ops.quality;

import io.leadloop.quality.Funnels;
import io.leadloop.quality.GeoPanel;
import io.leadloop.quality.GeoPanels;
import io.leadloop.quality.Period;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Do ads help at all? What a geo lift test needs from here, what it proves, and whether there is enough for one. */
@Controller
class GeoPages {

    private static final int FIRST_ROWS = 10;

    private final GeoPanels panels;
    private final Funnels funnels;
    private final Periods spans;
    private final FigureNames names;
    private final Clock clock;

    GeoPages(GeoPanels panels, Funnels funnels, Periods spans, FigureNames names, Clock clock) {
        this.panels = panels;
        this.funnels = funnels;
        this.spans = spans;
        this.names = names;
        this.clock = clock;
    }

    @GetMapping("/ops/geo")
    String geo(FigureQuery asked, Model model) {
        Period period = spans.period(asked, model);
        GeoPanel panel = panels.of(period, asked.slice());
        model.addAttribute("panel", panel);
        model.addAttribute("steps", funnels.allSteps());
        model.addAttribute(
                "costs",
                panel.platforms().stream()
                        .map(it -> "Cost, " + names.account(it))
                        .toList());
        model.addAttribute("first", panel.rows().limit(FIRST_ROWS).toList());
        model.addAttribute("total", panel.total());
        model.addAttribute("rows", panel.days() * panel.locations().size());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        model.addAttribute("holdsToday", !panel.period().until().isBefore(today));
        return "ops/geo";
    }
}
