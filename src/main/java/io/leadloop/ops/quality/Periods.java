package io.leadloop.ops.quality;

import io.leadloop.quality.LeadFigures;
import io.leadloop.quality.Period;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The spans of time among which a page lets choose. */
@Component
class Periods {

    static final List<Integer> DAYS = List.of(7, 30, 90, 365);

    private static final long WORTH_SAYING = 5_000;

    private final LeadFigures figures;
    private final Clock clock;

    Periods(LeadFigures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    /** The last so many days, today included; 30 for a number that is not offered. Tells the page too. */
    Period period(int days, Model model) {
        int span = DAYS.contains(days) ? days : 30;
        Period period = Period.lastDays(span, clock.instant());
        model.addAttribute("days", span);
        model.addAttribute("spans", DAYS);
        model.addAttribute("period", period);
        model.addAttribute("behind", behind());
        return period;
    }

    /** Changes of the moment are worked out before the page is read; only a bulk load takes longer. */
    private long behind() {
        long changes = figures.behind();
        return changes > WORTH_SAYING ? changes : 0;
    }
}
