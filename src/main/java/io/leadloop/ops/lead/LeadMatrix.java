package io.leadloop.ops.lead;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.destination.Destination;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Lead;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.ops.desk.LeadDossier;
import io.leadloop.ops.desk.LeadDossier.ConversionFile;
import io.leadloop.ops.desk.LeadDossier.Excluded;
import io.leadloop.ops.lead.Matrix.Account;
import io.leadloop.ops.lead.Matrix.Row;
import io.leadloop.pipeline.PlanInput;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.pipeline.Visit;
import io.leadloop.quality.DeliveryStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says of each stage of a lead what became of it at each account: also where no conversion was made, and why not.
 *
 * @param visit that brought the lead
 * @param plan the lines of the plan that is live
 */
record LeadMatrix(
        Lead lead,
        Visit visit,
        LeadDossier dossier,
        List<StageChange> history,
        List<Stage> stages,
        List<Destination> destinations,
        List<ReportLine> plan,
        Instant now) {

    Matrix matrix() {
        Map<String, Stage> known = stages.stream().collect(Collectors.toMap(Stage::id, Function.identity()));
        List<ReachedStage> reached = rows(known);
        List<Account> concerned = destinations.stream()
                .filter(it -> isShown(it, reached))
                .map(it -> new Account(it.profile().id(), it.profile().name()))
                .toList();
        List<Account> accounts = concerned.stream()
                .filter(account ->
                        reached.stream().anyMatch(row -> cell(row, account).isDecided()))
                .toList();
        return new Matrix(
                accounts,
                reached.stream()
                        .map(row -> new Row(
                                row.stage().id(),
                                row.stage().name(),
                                row.dealId(),
                                row.at(),
                                accounts.stream().map(it -> cell(row, it)).toList()))
                        .toList(),
                concerned.stream()
                        .filter(it -> !accounts.contains(it))
                        .map(Account::name)
                        .toList());
    }

    /** What it reached, and what an account was told although its history does not say so any more. */
    private List<ReachedStage> rows(Map<String, Stage> known) {
        List<ReachedStage> reached = ReachedStage.of(history, known);
        Stream<ReachedStage> told = dossier.conversions().stream()
                .filter(it -> !it.isNotConnected() && reached.stream().noneMatch(row -> isOf(it.conversion(), row)))
                .map(ConversionFile::conversion)
                .filter(it -> known.containsKey(it.stage()))
                .map(it -> new ReachedStage(
                        Objects.requireNonNull(known.get(it.stage())), it.dealId(), it.occurredAt(), it.value()))
                .collect(Collectors.toMap(
                        it -> it.stage().id() + " " + it.dealId(), Function.identity(), (one, other) -> one))
                .values()
                .stream();
        return Stream.concat(reached.stream(), told).toList();
    }

    private boolean isShown(Destination destination, List<ReachedStage> reached) {
        String id = destination.profile().id();
        return dossier.conversions().stream()
                        .anyMatch(it -> !it.isNotConnected()
                                && it.conversion().destination().equals(id))
                || destination.isOn()
                        && (excluded(destination.profile().name()).findAny().isPresent()
                                || plan.stream()
                                        .anyMatch(line -> line.destination().equals(id)
                                                && reached.stream()
                                                        .anyMatch(it ->
                                                                it.stage().id().equals(line.stage()))));
    }

    private Stream<Excluded> excluded(String platform) {
        return dossier.excluded().stream().filter(it -> it.platform().equals(platform));
    }

    private static boolean isOf(Conversion it, ReachedStage row) {
        return it.stage().equals(row.stage().id())
                && (it.dealId().isEmpty() || it.dealId().equals(row.dealId()));
    }

    private MatrixCell cell(ReachedStage row, Account account) {
        List<ConversionFile> files = dossier.conversions().stream()
                .filter(it -> it.conversion().destination().equals(account.id()) && isOf(it.conversion(), row))
                .toList();
        return files.stream()
                .filter(it -> !it.conversion().isAdjustment())
                .findFirst()
                .map(it -> it.isWithoutClick() ? noClick(account) : told(it, files))
                .orElseGet(() -> notMade(row, account));
    }

    private MatrixCell told(ConversionFile file, List<ConversionFile> all) {
        Conversion it = file.conversion();
        Instant notBefore = it.state() == ConversionState.PLANNED ? it.notBefore() : null;
        return new MatrixCell(
                it.state().name(),
                it.state() == ConversionState.REJECTED ? "refused" : file.stateWords(),
                file.brief(),
                notBefore != null && notBefore.isAfter(now) ? notBefore : null,
                all.stream()
                        .filter(other -> other.conversion().isAdjustment())
                        .sorted((one, other) -> Integer.compare(
                                one.conversion().sequence(), other.conversion().sequence()))
                        .map(LeadMatrix::later)
                        .toList(),
                "#c-" + it.id());
    }

    private static String later(ConversionFile adjustment) {
        return (adjustment.conversion().type() == ConversionType.RETRACTION ? "taken back: " : "changed: ")
                + adjustment.stateWords();
    }

    /** Where no conversion was made: by a rule of one's own, or because the platform did not bring the lead. */
    private MatrixCell notMade(ReachedStage row, Account account) {
        String rule = excluded(account.name())
                .filter(it -> it.stage().equals(row.stage().id()))
                .findFirst()
                .map(Excluded::rule)
                .orElse(null);
        if (rule != null) {
            return MatrixCell.excluded(DeliveryStatus.EXCLUDED, rule, "#excluded");
        }
        List<ReportLine> lines = plan.stream()
                .filter(it ->
                        it.stage().equals(row.stage().id()) && it.destination().equals(account.id()))
                .toList();
        if (lines.isEmpty()) {
            return MatrixCell.none("not in the plan", "", "/ops/pipeline");
        }
        PlanInput input = new PlanInput(
                row.stage().id(),
                lead.externalId().source(),
                lead.country() == null ? "" : lead.country(),
                visit,
                row.amount());
        if (lines.stream().noneMatch(it -> it.leads().fits(input))) {
            return MatrixCell.excluded(DeliveryStatus.EXCLUDED, onlyWords(lines), "/ops/pipeline");
        }
        return hasClickOf(account.id())
                ? MatrixCell.excluded(DeliveryStatus.UNPLANNED, "the plan of then", "/ops/pipeline")
                : noClick(account);
    }

    private static MatrixCell noClick(Account account) {
        return MatrixCell.none(DeliveryStatus.NOT_THEIRS.label(), "no click of " + account.name(), "#clicks");
    }

    private static String onlyWords(List<ReportLine> lines) {
        return lines.stream()
                .map(it -> it.leads().inWords())
                .distinct()
                .collect(Collectors.joining("; or ", "only ", ""));
    }

    private boolean hasClickOf(String account) {
        List<String> kinds = destinations.stream()
                .filter(it -> it.profile().id().equals(account))
                .flatMap(it -> it.profile().matching().clickIds().stream())
                .map(ClickIdKind::key)
                .toList();
        return dossier.clicks().stream().anyMatch(it -> kinds.contains(it.kind()));
    }
}
