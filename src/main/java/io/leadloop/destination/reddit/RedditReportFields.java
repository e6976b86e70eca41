package io.leadloop.destination.reddit;

import io.leadloop.destination.ReportColumns;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of Reddit's report count an action, and which one holds its value (names of "Get A Report",
 * ads-api.reddit.com/docs/v3). Requests name them in capitals, answers in small letters.
 */
final class RedditReportFields {

    /** Tracking types whose spelling differs between the fields of counts and of values. */
    private static final Map<String, String> VALUES = Map.of(
            "LEAD", "CONVERSION_LEAD_TOTAL_VALUE",
            "SIGN_UP", "CONVERSION_SIGNUP_TOTAL_VALUE",
            "PURCHASE", "CONVERSION_PURCHASE_TOTAL_VALUE",
            "ADD_TO_CART", "CONVERSION_ADD_TO_CART_TOTAL_VALUE",
            "ADD_TO_WISHLIST", "CONVERSION_ADD_TO_WISHLIST_TOTAL_VALUE");

    private final RedditProperties account;
    private final RedditReportProperties properties;

    RedditReportFields(RedditProperties account, RedditReportProperties properties) {
        this.account = account;
        this.properties = properties;
    }

    /** The actions that a field of their own is known to count. */
    Set<String> actions() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        properties.columns().keySet().forEach(action -> columns.put(action, counts(action)));
        account.conversionActions().forEach((action, type) -> {
            if (RedditRequest.TRACKING_TYPES.contains(type)) {
                columns.put(action, counts(action));
            }
        });
        return ReportColumns.toldApart(columns).keySet();
    }

    /** In capitals; conversions after clicks and after views. */
    List<String> counts(String action) {
        List<String> set = properties.columns().get(action);
        String type = account.eventName(action);
        return set != null ? set : List.of("CONVERSION_" + type + "_CLICKS", "CONVERSION_" + type + "_VIEWS");
    }

    /** Null where the report tells no value. */
    @Nullable
    String value(String action) {
        String set = properties.valueColumns().get(action);
        if (set != null || properties.columns().containsKey(action)) {
            return set;
        }
        return VALUES.get(account.eventName(action));
    }

    /** All of these actions. */
    Set<String> of(Set<String> actions) {
        Set<String> fields = new LinkedHashSet<>();
        for (String action : actions) {
            fields.addAll(counts(action));
            Stream.ofNullable(value(action)).forEach(fields::add);
        }
        return fields;
    }
}
