package io.leadloop.ops.quality;

import io.leadloop.connection.AccountAudits;
import io.leadloop.connection.AuditFinding;
import io.leadloop.connection.AuditFinding.Severity;
import io.leadloop.quality.ActionFigures;
import io.leadloop.quality.Answer;
import io.leadloop.quality.Answer.Verdict;
import io.leadloop.quality.SevenQuestions;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The seven answers about an action, with what the ad account's own list says against them. The answers are figures of our ledger,
 * which holds the plan's belief: an action that is primary here and secondary in the account would be called good without this.
 */
@Component
class AccountAnswers {

    private static final Map<AuditFinding.Kind, String> QUESTIONS = new EnumMap<>(Map.of(
            AuditFinding.Kind.PRIMARY_IN_PLAN_ONLY, SevenQuestions.ROLE,
            AuditFinding.Kind.PRIMARY_IN_ACCOUNT_ONLY, SevenQuestions.ROLE,
            AuditFinding.Kind.COUNTS_ONCE, SevenQuestions.ONCE,
            AuditFinding.Kind.SAME_ACTION_TWICE, SevenQuestions.ONCE,
            AuditFinding.Kind.VALUE_OVERRIDDEN, SevenQuestions.VALUE,
            AuditFinding.Kind.WINDOW_SHORTER, SevenQuestions.TIME,
            AuditFinding.Kind.ACTION_MISSING, SevenQuestions.ONCE,
            AuditFinding.Kind.ACTION_DISABLED, SevenQuestions.ONCE,
            AuditFinding.Kind.WRONG_TYPE, SevenQuestions.ONCE,
            AuditFinding.Kind.NO_CAMPAIGN, SevenQuestions.ONCE));

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
                .filter(it -> answer.question().equals(QUESTIONS.get(it.kind())))
                .findFirst()
                .orElse(null);
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
