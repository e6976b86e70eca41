package io.leadloop.ops.quality;

import io.leadloop.connection.AccountAudits;
import io.leadloop.connection.AuditFinding;
import io.leadloop.connection.AuditFinding.Severity;
import io.leadloop.quality.ActionFigures;
import io.leadloop.quality.Answer;
import io.leadloop.quality.Answer.Verdict;
import io.leadloop.quality.SevenQuestions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The seven answers about an action, with what the ad account's own list says against them. The answers are figures of our ledger,
 * which holds the plan's belief: an action that is primary here and secondary in the account would be called good without this.
 */
@Component
class AccountAnswers {

    private final AccountAudits audits;

    AccountAnswers(AccountAudits audits) {
        this.audits = audits;
    }

    /** The answers in their order; one that the account contradicts says so and is no longer good. */
    List<Answer> heard(ActionFigures of, List<Answer> answers) {
        List<AuditFinding> findings = audits.of(of.destination()).stream()
                .flatMap(it -> it.findings().stream())
                .filter(it -> it.action().equals(of.action()))
                .toList();
        return answers.stream().map(it -> heard(it, against(it, findings))).toList();
    }

    private static @Nullable AuditFinding against(Answer answer, List<AuditFinding> findings) {
        return findings.stream()
                .filter(it -> answer.question().equals(question(it.kind())))
                .findFirst()
                .orElse(null);
    }

    /** The question that such a finding answers; null for one about the whole account, or about what no question asks. */
    private static @Nullable String question(AuditFinding.Kind kind) {
        return switch (kind) {
            case PRIMARY_IN_PLAN_ONLY, PRIMARY_IN_ACCOUNT_ONLY -> SevenQuestions.ROLE;
            case COUNTS_ONCE,
                    SAME_ACTION_TWICE,
                    OTHER_PRIMARY,
                    ACTION_MISSING,
                    ACTION_DISABLED,
                    WRONG_TYPE,
                    NO_CAMPAIGN -> SevenQuestions.ONCE;
            case VALUE_OVERRIDDEN -> SevenQuestions.VALUE;
            case WINDOW_SHORTER -> SevenQuestions.TIME;
            default -> null;
        };
    }

    private static Answer heard(Answer answer, @Nullable AuditFinding finding) {
        if (finding == null) {
            return answer;
        }
        Verdict heard = finding.kind().severity() == Severity.ERROR ? Verdict.BAD : Verdict.WATCH;
        return new Answer(
                answer.question(),
                answer.figure(),
                answer.verdict() == Verdict.BAD ? Verdict.BAD : heard,
                "The account's own list: " + finding.what() + " " + finding.fix(),
                answer.rows());
    }
}
