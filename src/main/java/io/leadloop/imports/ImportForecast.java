package io.leadloop.imports;

import io.leadloop.lead.LeadEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What an import would tell the ad accounts. Whoever plans conversions answers; a dry run asks, batch by batch. */
public interface ImportForecast {

    /** Begins to count for one file. */
    Count begin();

    /** The count of one file; of one thread. */
    interface Count {

        /** Adds events in the order of the file. Changes nothing. */
        void add(List<LeadEvent> events);

        Result result();
    }

    /**
     * @param rows how many rows were looked at
     * @param isWhole whether these are all rows; past 50,000 the first ones stand for the file
     * @param accounts in the order of their names
     * @param unmapped statuses that no rule of the live pipeline knows, with how many rows say them
     */
    record Result(long rows, boolean isWhole, List<Account> accounts, List<Unmapped> unmapped) {}

    /**
     * An ad account.
     *
     * @param told how many conversions it would be told
     * @param value what they are worth, by currency
     * @param refused how many it would not be told, by the reason in words
     */
    record Account(String name, long told, Map<String, BigDecimal> value, Map<String, Long> refused) {}

    /** @param record {@code LEAD} or {@code DEAL} */
    record Unmapped(String status, String record, long rows) {}
}
