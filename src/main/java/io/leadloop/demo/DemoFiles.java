package io.leadloop.demo;

import java.util.List;

/** The files that a marketer would import beside a made-up year: what ads cost, and what platforms say that they counted. */
final class DemoFiles {

    static final int DAYS_OF_REPORTS = 89;

    /** Platforms miss a few: every so manieth line has one less than was told. */
    private static final int ONE_LESS = 9;

    private DemoFiles() {}

    static String costs(History year) {
        StringBuilder file = new StringBuilder("platform,campaign,day,amount,currency\n");
        year.costs.forEach(it -> file.append(it.platform())
                .append(',')
                .append(it.campaign())
                .append(',')
                .append(it.day())
                .append(',')
                .append(it.amount().toPlainString())
                .append(",EUR\n"));
        return file.toString();
    }

    static String reports(List<DemoYearRows.Told> told) {
        StringBuilder file = new StringBuilder("destination,action,day,basis,conversions,amount,currency\n");
        int line = 0;
        for (DemoYearRows.Told it : told) {
            long missed = ++line % ONE_LESS == 0 ? 1 : 0;
            file.append(it.destination())
                    .append(',')
                    .append(it.action())
                    .append(',')
                    .append(it.day())
                    .append(',')
                    .append(it.basis())
                    .append(',')
                    .append(Math.max(0, it.conversions() - missed))
                    .append(",,\n");
        }
        return file.toString();
    }
}
