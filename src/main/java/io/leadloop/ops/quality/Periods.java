package io.leadloop.ops.quality;

import io.leadloop.demo.DemoYear;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.quality.LeadFigures;
import io.leadloop.quality.Period;
import io.leadloop.quality.Slices;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Gives the pages of figures the time and the leads among which a reader chooses. */
@Component
class Periods {

    static final List<Integer> DAYS = List.of(7, 30, 90, 365);

    private static final long WORTH_SAYING = 5_000;

    private final LeadFigures figures;
    private final Slices slices;
    private final Destinations destinations;
    private final ObjectProvider<DemoYear> demo;
    private final Clock clock;

    Periods(LeadFigures figures, Slices slices, Destinations destinations, ObjectProvider<DemoYear> demo, Clock clock) {
        this.figures = figures;
        this.slices = slices;
        this.destinations = destinations;
        this.demo = demo;
        this.clock = clock;
    }

    /** The time that was asked for. Tells the page of it, and what else could be chosen. */
    Period period(FigureQuery asked, Model model) {
        FigureQuery query = chosen(asked, model);
        model.addAttribute("sources", slices.sources());
        model.addAttribute("campaigns", slices.campaigns());
        model.addAttribute(
                "accounts",
                destinations.all().stream()
                        .filter(it -> it.isOn() || it.profile().id().equals(query.destination()))
                        .map(Destination::profile)
                        .toList());
        DemoYear year = demo.getIfAvailable();
        model.addAttribute("hasDemoYear", year != null && year.progress().isPresent());
        model.addAttribute("behind", behind());
        return periodOf(query);
    }

    /** The same for a part of a page. */
    Period partOf(FigureQuery asked, Model model) {
        return periodOf(chosen(asked, model));
    }

    private FigureQuery chosen(FigureQuery asked, Model model) {
        FigureQuery query = asked.on(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        model.addAttribute("query", query);
        model.addAttribute("spans", DAYS);
        model.addAttribute("period", periodOf(query));
        return query;
    }

    private Period periodOf(FigureQuery query) {
        return query.from() != null && query.until() != null
                ? new Period(query.from(), query.until())
                : Period.lastDays(query.days() == null ? FigureQuery.USUAL_DAYS : query.days(), clock.instant());
    }

    /** Changes of the moment are worked out before the page is read; only a bulk load takes longer. */
    private long behind() {
        long changes = figures.behind();
        return changes > WORTH_SAYING ? changes : 0;
    }
}
