package io.leadloop.connection;

import io.leadloop.destination.AccountCatalogue.Listing;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an account said when it was asked last.
 *
 * @param account its name in the plan
 * @param listedAt when it told the list; null while it never did
 * @param problem why it did not tell it since, in words; null where it did
 * @param listing what it told last; null while it never did
 * @param findings what of it does not fit the live plan
 */
public record AuditedAccount(
        String account,
        @Nullable Instant listedAt,
        @Nullable String problem,
        @Nullable Listing listing,
        List<AuditFinding> findings) {

    public AuditedAccount {
        findings = List.copyOf(findings);
    }

    AuditedAccount with(List<AuditFinding> found) {
        return new AuditedAccount(account, listedAt, problem, listing, found);
    }

    /** Findings for which LeadLoop's rows come to nothing until a person acts; of each action, and of the account, the worst. */
    public List<AuditFinding> needingSomebody() {
        return List.copyOf(findings.stream()
                .filter(AuditFinding::needsSomebody)
                .collect(Collectors.toMap(AuditFinding::action, it -> it, (worst, other) -> worst, LinkedHashMap::new))
                .values());
    }
}
