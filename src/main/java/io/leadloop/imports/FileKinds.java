package io.leadloop.imports;

import io.leadloop.lead.DateOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What each {@link FileKind} says of its columns and rows; each maker's documents are named in facts/files-and-presets.md 1. */
final class FileKinds {

    static final Set<String> CUSTOMER_COLUMNS = Set.of(
            "email", "phone", "phonenumber", "firstname", "lastname", "country", "zip", "mobiledeviceid", "userid");

    /** {@code Date entered "Demo (Sales Pipeline)"} and {@code hs_v2_date_entered_closedwon}: when a record came to that stage. */
    private static final Pattern STAGE_DATE = Pattern.compile(
            "(?i)Date entered\\s+[\"“”„'‘’«]?(.+?)[\"“”'‘’»]?|hs_v2_date_entered_(.+)|Became an?\\s+(.+?)\\s+date"
                    + "|hs_lifecyclestage_(.+)_date");

    /** HubSpot's labels of its own lifecycle stages without letter case and blanks are their internal names. */
    private static final Set<String> LIFECYCLE_STAGES = Set.of(
            "subscriber",
            "lead",
            "marketingqualifiedlead",
            "salesqualifiedlead",
            "opportunity",
            "customer",
            "evangelist",
            "other");

    /** General knowledge, as {@link HeaderWords}. */
    private static final Set<String> RECORD_IDS =
            Set.of("recordid", "datensatzid", "iddefiche", "iddefichedinformations", "idderegistro");

    private static final Set<String> LIFECYCLES = Set.of(
            "lifecyclephase",
            "lebenszyklusphase",
            "phaseducycledevie",
            "etapadelciclodevida",
            "fasedelciclodevida",
            "levenscyclusfase",
            "lifecyclefase");

    private static final Pattern PIPELINE_NAME = Pattern.compile("\\s+\\([^()]*\\)$");

    static final Rules PLAIN = new Rules(Map.of(), null, null, null, null, it -> false);

    /** In the slash forms of Google, Microsoft and LinkedIn the month comes first. */
    static final Rules MONTH_FIRST = new Rules(Map.of(), null, DateOrder.MONTH_FIRST, null, null, it -> false);

    static final Rules MICROSOFT = new Rules(
            columns(
                    "msclkid=microsoftclickid",
                    "lead.email=hashedemailaddress",
                    "lead.phone=hashedphonenumber",
                    "deal.currency=conversioncurrencycode",
                    "=type status id parentid clientid name externalattributionmodel"),
            null,
            DateOrder.MONTH_FIRST,
            null,
            "Adjustment Type makes a row a restatement or a retraction of the sale with its click and conversion time.",
            FileKinds::isOtherBulkRow);

    static final Rules META = new Rules(
            columns("meta_lead_id=leadid", "fbc=clickid", "lead.id=externid", "lead.email=email1", "lead.phone=phone1"),
            null,
            null,
            null,
            null,
            it -> false);

    static final Rules EVENT_TYPE =
            new Rules(columns("status=eventtype"), null, DateOrder.MONTH_FIRST, null, null, it -> false);

    static final Rules HUBSPOT = PLAIN.columns(columns(
            "gclid=hsgoogleclickid",
            "fbclid=hsfacebookclickid facebookclickid",
            "status=lifecyclestage dealstage",
            "deal.currency=dealcurrencycode"));

    static final Rules SALESFORCE = new Rules(
            columns("status=tostage", "deal.currency=amountcurrency", "=fromstage converted"),
            null,
            null,
            null,
            "Totals and the lines below the table are left out.",
            FileKinds::isBelowReport);

    static final Rules PIPEDRIVE = PLAIN.columns(columns(
            "deal.id=dealid",
            "lead.id=personid dealpersonid",
            "status=dealstage",
            "deal.outcome=dealstatus",
            "deal.amount=dealvalue",
            "deal.currency=dealcurrency dealcurrencyofvalue",
            "lead.email=personemail personemailwork",
            "lead.phone=personphone personphonework"));

    static final Rules ZOHO = PLAIN.columns(columns(
            "lead.id=contactnameid leadnameid",
            "lead.capturedAt=createdtime",
            "=leadownerid dealownerid contactownerid"));

    static final Rules DYNAMICS = PLAIN.columns(columns(
            "lead.id=donotmodifylead donotmodifycontact",
            "status=statusreason",
            "lead.phone=businessphone",
            "lead.capturedAt=createdon",
            "=donotmodifymodifiedon donotmodifyrowchecksum"));

    static final Rules CLOSE = PLAIN.columns(columns(
            "status=statuslabel",
            "lead.email=primarycontactprimaryemail",
            "lead.phone=primarycontactprimaryphone",
            "lead.capturedAt=datecreated"));

    static final Rules HIGHLEVEL = PLAIN.columns(
            columns("status=stage", "deal.outcome=status", "deal.amount=leadvalue", "lead.capturedAt=createdon"));

    /** Columns that mean no event in the reports that ad platforms make of their costs. */
    private static final Set<String> COSTS =
            Set.of("cost", "impressions", "impr", "spend", "totalspent", "amountspent", "clicks", "kosten", "klicks");

    private FileKinds() {}

    /**
     * @param columns the key of an {@link ImportField} by the name of a column; an empty key for one that is not used
     * @param zone of times without one
     * @param furniture rows that are none of the table
     */
    record Rules(
            Map<String, String> columns,
            @Nullable String zone,
            @Nullable DateOrder dateOrder,
            @Nullable String refusal,
            @Nullable String note,
            Predicate<List<String>> furniture) {

        Rules columns(Map<String, String> more) {
            return new Rules(more, zone, dateOrder, refusal, note, furniture);
        }

        Rules zone(String every) {
            return new Rules(columns, every, dateOrder, refusal, note, furniture);
        }

        Rules refusal(String words) {
            return new Rules(columns, zone, dateOrder, words, note, furniture);
        }

        Rules note(String words) {
            return new Rules(columns, zone, dateOrder, refusal, words, furniture);
        }

        @Nullable
        String meaning(String name, FileShape shape) {
            String bare = ImportField.bare(name);
            if (stageOf(name) != null) {
                return ImportField.STAGE_ENTERED_AT.key();
            }
            // HubSpot's contacts have both; the lifecycle stage is what its own funnel counts.
            boolean isSecondStatus = bare.equals("leadstatus") && shape.has("lifecyclestage");
            // A report has the currency beside a converted amount; a column of its own says it better.
            boolean isSecondCurrency = bare.equals("amountcurrency") && shape.has("currency");
            return isSecondStatus || isSecondCurrency ? "" : columns.get(bare);
        }

        ImportOptions answers(ImportOptions given) {
            ImportOptions dated = given.dateOrder() == null ? given.withDateOrder(dateOrder) : given;
            return dated.zone() == null ? dated.withZone(zone) : dated;
        }
    }

    private static Map<String, String> columns(String... lines) {
        Map<String, String> columns = new HashMap<>();
        for (String line : lines) {
            int sign = line.indexOf('=');
            for (String name : line.substring(sign + 1).split(" ")) {
                columns.put(name, line.substring(0, sign));
            }
        }
        return Map.copyOf(columns);
    }

    /** The stage into which a record came at the time in this column, only its letters and digits; null for any other column. */
    static @Nullable String stageOf(String name) {
        Matcher column = STAGE_DATE.matcher(name.strip());
        if (!column.matches()) {
            return null;
        }
        String stage = IntStream.rangeClosed(1, column.groupCount())
                .mapToObj(column::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return letters(PIPELINE_NAME.matcher(stage).replaceAll(""));
    }

    /** A stage's label and its internal name are the same letters and digits: {@code Closed Won}, {@code closedwon}. */
    static String letters(String stage) {
        return stage.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** The internal name of one of HubSpot's own lifecycle stages; any other word as it stands there. */
    static String lifecycleStage(String written) {
        String name = letters(written);
        return LIFECYCLE_STAGES.contains(name) ? name : written;
    }

    static boolean isHubSpotInOtherWords(FileShape shape) {
        return shape.names().stream().anyMatch(RECORD_IDS::contains)
                && shape.names().stream().anyMatch(LIFECYCLES::contains);
    }

    static boolean isCostReport(FileShape shape) {
        boolean isTitled = shape.head().titles().stream()
                .anyMatch(it -> it.matches("(?i)report name:.*|campaign report|kampagnenbericht|ad group report"));
        boolean hasCampaign = shape.names().stream()
                .anyMatch(it -> it.matches("campaign|campaignname|campaignid|kampagne|kampagnenname"));
        boolean hasCost = shape.names().stream().anyMatch(it -> COSTS.contains(it) || it.startsWith("amountspent"));
        return isTitled || hasCampaign && hasCost && !shape.hasContact() && !shape.hasGoogleClick();
    }

    /** The name of the board and of the first group stand above the columns. */
    static boolean isBoard(FileShape shape) {
        return shape.head().titles().size() == 2
                && shape.columns().indexOf("name") == 0
                && shape.has("status")
                && !shape.hasContact();
    }

    /** Bulk files hold rows of other types, the version of the format among them. */
    private static boolean isOtherBulkRow(List<String> cells) {
        return !cells.isEmpty() && cells.get(0).strip().equalsIgnoreCase("Format Version");
    }

    /** Grand totals, the confidentiality line and the copyright have one cell; totals of groups begin with their word. */
    private static boolean isBelowReport(List<String> cells) {
        long filled = cells.stream().filter(it -> !it.isBlank()).count();
        String first = cells.isEmpty() ? "" : cells.get(0).strip().toLowerCase(Locale.ROOT);
        return filled == 1
                || first.matches("(grand |sub)?totals?\\b.*|count|gesamt.*|summe.*") && !first.matches("\\w{15,18}");
    }
}
