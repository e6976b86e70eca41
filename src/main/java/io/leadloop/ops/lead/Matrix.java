package io.leadloop.ops.lead;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a lead by the ad accounts.
 *
 * @param elsewhere names of accounts that are connected and did not bring the lead, so that they are owed nothing
 */
record Matrix(List<Account> accounts, List<Row> rows, List<String> elsewhere) {

    /**
     * An account that is connected, or was told something.
     *
     * @param id of the destination
     */
    record Account(String id, String name) {}

    /**
     * A stage that the lead reached.
     *
     * @param dealId empty where the stage is the lead's own
     * @param cells one for each account, in their order
     */
    record Row(
            String stage,
            String name,
            String dealId,
            @Nullable Instant reachedAt,
            List<MatrixCell> cells) {}
}
