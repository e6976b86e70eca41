package io.leadloop.pipeline;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.lead.Money;
import io.leadloop.pipeline.PlannedAction.Match;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.math.BigDecimal;
import java.util.List;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** What is reported where when a lead reaches a stage: the decision table {@code conversion-plan}, owned by sales ops. */
@Component
public class ConversionPlan {

    private final DecisionTable<List<PlannedAction>> table;

    ConversionPlan(RepositoryService repository, DecisionService decisions) {
        this.table =
                new DecisionTable<>(repository, decisions, "conversion-plan", PlanInput.NAMES, ConversionPlan::actions);
    }

    /** The actions for a lead at that stage; none is a decision too. */
    public List<PlannedAction> at(PlanInput lead) {
        return table.decide(lead.variables());
    }

    /** Whether a line chooses leads by what the link of their visit said: only then somebody has to look for it. */
    public boolean asksVisit() {
        return PlanInput.OF_VISIT.stream().anyMatch(table::asks);
    }

    void forget() {
        table.forget();
    }

    private static List<PlannedAction> actions(DmnDecisionTableResult result) {
        return result.stream().map(ConversionPlan::action).toList();
    }

    private static PlannedAction action(DmnDecisionRuleResult row) {
        ValueRule rule = ValueRule.valueOf(row.<String>getEntry("value"));
        return new PlannedAction(
                row.getEntry("destination"),
                row.getEntry("action"),
                ConversionRole.valueOf(row.<String>getEntry("role")),
                rule,
                rule == ValueRule.FIXED ? fixed(row) : null,
                rule == ValueRule.SHARE ? share(row) : null,
                Match.valueOf(row.<String>getEntry("match")));
    }

    private static BigDecimal share(DmnDecisionRuleResult row) {
        Object share = row.get("share");
        if (share == null) {
            throw new IllegalStateException("conversion-plan: the value rule SHARE for " + row.get("destination") + " "
                    + row.get("action") + " needs a share in percent. Correct the table and replay the lead.");
        }
        return new BigDecimal(share.toString()).stripTrailingZeros();
    }

    private static Money fixed(DmnDecisionRuleResult row) {
        Object amount = row.get("amount");
        Object currency = row.get("currency");
        if (amount == null || currency == null) {
            throw new IllegalStateException("conversion-plan: the value rule FIXED for " + row.get("destination") + " "
                    + row.get("action") + " needs an amount and a currency. Correct the table and replay the lead.");
        }
        return Money.of(new BigDecimal(amount.toString()), currency.toString());
    }
}
