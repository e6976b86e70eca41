package io.leadloop.ops.pipeline;

import io.leadloop.connection.AccountAudits;
import io.leadloop.connection.AccountAudits.ActionChoice;
import java.util.List;
import org.springframework.stereotype.Component;

/** The actions that an ad account has by its own list; templates call it as {@code @accountActions}. */
@Component("accountActions")
class ActionChoices {

    private final AccountAudits audits;

    ActionChoices(AccountAudits audits) {
        this.audits = audits;
    }

    /** What a line of the plan may name there; empty where the account told none, then it is typed. */
    public List<ActionChoice> of(String account) {
        return audits.planChoices(account);
    }
}
