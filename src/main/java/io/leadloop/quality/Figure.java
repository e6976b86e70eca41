package io.leadloop.quality;

import java.util.List;

/**
 * The catalogue of figures: each is defined once, here. Pages show the definition as a tool tip, docs/reporting.md lists it
 * (a test writes it).
 */
public enum Figure {
    CAME(
            "Leads",
            "leads",
            "Leads whose first known moment (click, capture, first stage by the CRM's time) lies in the time; merged ones"
                    + " count once.",
            Page.FUNNEL,
            Page.GEO,
            Page.OVERVIEW),
    REACHED(
            "Leads that reached a stage",
            "leads",
            "Of the leads that came in the time, those that reached this stage or a deeper one until now, whenever that was;"
                    + " won ones only while a win is true. Not the same as the steps of the time (CRM said).",
            Page.FUNNEL,
            Page.GEO),
    HALF_WITHIN(
            "Median time between stages",
            "time",
            "Of the leads that came in the time and were at a stage and at the one before until now: the time that half of them"
                    + " needed at most between both, the first time at each.",
            Page.FUNNEL),
    CRM_SAID(
            "CRM said",
            "steps",
            "Steps to this stage with the CRM's time in the time, whenever the lead came: each lead once for a stage, for a"
                    + " win each deal. Not the same as the leads that reached it (funnel).",
            Page.RECONCILIATION,
            Page.OVERVIEW),
    CONVERSIONS(
            "Conversions",
            "conversions",
            "One for each step of the time and each platform that is owed it, sent or not; adjustments are none of their own, and an account"
                    + " is owed none of a lead without a click of its platform.",
            Page.QUALITY),
    ACCEPTED("Accepted", "conversions", "Conversions that the platform took.", Page.QUALITY),
    COUNTED(
            "Counted",
            "conversions",
            "Accepted ones of which the platform said later that it counts them.",
            Page.RECONCILIATION),
    NOT_COUNTED(
            "Not counted",
            "conversions",
            "Accepted ones of which the platform said later that it does not count them.",
            Page.RECONCILIATION),
    WON_SHARE(
            "Share won",
            "percent",
            "Of the leads behind accepted conversions of the time, those with a win that is still true.",
            Page.QUALITY),
    MEAN_WIN(
            "Average of a win",
            "money",
            "Revenue of the leads behind accepted conversions over their wins that have an amount and a rate of exchange;"
                    + " how many have none stands beside it.",
            Page.QUALITY),
    REVENUE(
            "Revenue",
            "money",
            "Wins that were not taken back, by the CRM's last amount, in one currency by the rate of the day. Wins without an"
                    + " amount or a rate are not in it; their number stands beside it as unpriced.",
            Page.FUNNEL,
            Page.MONEY,
            Page.GEO),
    TAKEN_BACK(
            "Taken back",
            "deals",
            "Deals that were won and then lost, refunded or reopened, with what they were worth.",
            Page.MONEY),
    COMPLETE(
            "Complete",
            "percent",
            "How much of what a week of leads will bring is there already, judged by how long older leads needed.",
            Page.FUNNEL),
    COST(
            "Cost",
            "money",
            "What the ads of the time cost, as imported, in one currency by the rate of the day.",
            Page.MONEY,
            Page.GEO),
    COST_PER(
            "Cost per step",
            "money",
            "Cost over the leads that came, or that reached the stage; nothing where there are none.",
            Page.MONEY),
    ROAS("ROAS", "ratio", "Revenue for one unit of cost, refunds taken out; unpriced wins are not in it.", Page.MONEY),
    PAID_BACK(
            "Paid back", "days", "Days after they came within which these leads' deals had paid the cost.", Page.MONEY),
    SHOULD_BE(
            "Should be",
            "conversions",
            "What we told of that day, without what came after the account's window and what the platform does not count.",
            Page.RECONCILIATION),
    MISSING(
            "Missing",
            "conversions",
            "What should be less what the platform reports; below nought where it reports more.",
            Page.RECONCILIATION),
    EXPIRING(
            "Leads about to be lost",
            "leads",
            "Open leads whose newest click of a platform leaves its window within the days, and that may still reach a stage"
                    + " that is reported there.",
            Page.FORECAST),
    DEAL_VALUE(
            "Deal value",
            "money",
            "The newest amounts of these leads' open deals, in one currency; deals without an amount or a rate are not in it.",
            Page.FORECAST),
    UNSENT(
            "Not taken yet",
            "conversions",
            "Conversions that wait, were rejected, used up their retries or were ended in Cockpit, and can still be sent.",
            Page.FORECAST),
    TOLD_REVENUE(
            "Revenue told",
            "money",
            "Wins with the CRM's time in the time that an account accepted and that were not retracted, each deal once by the"
                    + " highest value told, in one currency by the rate of the day. How many had no amount or rate stands"
                    + " beside it, and what all wins of the time that were not taken back came to, told or not.",
            Page.OVERVIEW),
    SHARE_ACCEPTED(
            "Share accepted",
            "percent",
            "Of the conversions of the time that connected accounts are owed, those that the platform took; what our own rules"
                    + " did not send counts as not taken. An account is owed none of a lead that has no click of its platform.",
            Page.OVERVIEW),
    TIME_TO_ACCEPTED(
            "Median time to accepted",
            "hours",
            "From the CRM's time of the step to the platform's yes, for the accepted conversions of the time: half of them took"
                    + " less.",
            Page.OVERVIEW),
    WON_IN_THE_END(
            "Won in the end",
            "percent",
            "Of the leads that reached the stage, those that are or will be won, estimated: an open lead counts as long as it was"
                    + " followed, a lost one ends, older ones weigh less. With its 95 % interval.",
            Page.STAGE_VALUES),
    MEAN_OF_WON(
            "Average of a won lead",
            "money",
            "What the won ones of these leads brought, in one currency by the rate of the day, slow deals weighed up for younger"
                    + " leads that had no time for them yet. Wins without an amount or a rate are not in it.",
            Page.STAGE_VALUES),
    EXPECTED_VALUE(
            "Expected value",
            "money",
            "Share won in the end times the average of a won lead: what a lead at the stage brings on average, the lost ones"
                    + " included.",
            Page.STAGE_VALUES),
    OWN_LEADS(
            "Own leads say",
            "percent",
            "How much of the segment's share and average its own leads say; the rest is the wider segment's, because segments of"
                    + " few leads differ by chance.",
            Page.STAGE_VALUES),
    HALF_WON(
            "Half of the wins within",
            "time",
            "The time from the stage within which half of those that are won in the end are won.",
            Page.STAGE_VALUES),
    HALF_LIFE(
            "Half-life",
            "days",
            "The time after which half of a change of the leads' quality is in the estimate.",
            Page.STAGE_VALUES),
    CAME_OF_TOLD(
            "What came",
            "money",
            "Of the leads of the last year, by a tenth of what they would have been told from what was known in their month: what"
                    + " they brought on average. Only leads that had time enough for nine of ten wins.",
            Page.STAGE_VALUES);

    /** The pages that show figures. */
    public enum Page {
        OVERVIEW("Overview", "overview"),
        QUALITY("Quality", "quality"),
        RECONCILIATION("Reconciliation", "reconciliation"),
        FUNNEL("Funnel", "funnel"),
        MONEY("Money", "money"),
        GEO("Lift tests", "geo"),
        FORECAST("Expiring clicks", "forecast"),
        STAGE_VALUES("What a stage is worth", "stage-values");

        private final String title;
        private final String template;

        Page(String title, String template) {
            this.title = title;
            this.template = template;
        }

        public String title() {
            return title;
        }

        /** The page's name in its address, which its template has too. */
        public String template() {
            return template;
        }
    }

    private final String title;
    private final String unit;
    private final String definition;
    private final List<Page> pages;

    Figure(String title, String unit, String definition, Page... pages) {
        this.title = title;
        this.unit = unit;
        this.definition = definition;
        this.pages = List.of(pages);
    }

    public String title() {
        return title;
    }

    public String unit() {
        return unit;
    }

    public String definition() {
        return definition;
    }

    public List<Page> pages() {
        return pages;
    }
}
