package io.leadloop.connection;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountCatalogue.Health;
import io.leadloop.destination.AccountCatalogue.Listing;
import io.leadloop.destination.AccountCatalogue.Setting;
import io.leadloop.destination.AccountCatalogue.SettingKind;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Counting;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.DestinationProfile.AdjustmentSupport;
import io.leadloop.destination.DestinationProfile.ApiVersion;
import io.leadloop.destination.DestinationProfile.Matching;
import io.leadloop.destination.DestinationProfile.TestFlag;
import io.leadloop.destination.DestinationProfile.Windows;
import io.leadloop.destination.DestinationProfile.Wire;
import io.leadloop.destination.UploadHealth;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.LeadFilter;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.PlannedAction.Match;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.pipeline.ReportLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan that tells the account brand-uk of qualified leads as sql (primary, without a value) and of won deals as won (secondary,
 * with the deal's amount), and the account that fits it in everything.
 */
final class APlan {

    private final List<ReportLine> lines = new ArrayList<>();
    private final List<CatalogueAction> actions = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();
    private final Map<String, String> mapped;
    private final List<AccountPixel> pixels = new ArrayList<>();
    private Health health = Health.NONE;
    private boolean takesAnyAction;

    private APlan(Map<String, String> mapped) {
        this.mapped = mapped;
    }

    static APlan thatFits() {
        return with(Map.of("sql", "1002", "won", "1003"));
    }

    static APlan with(Map<String, String> mapped) {
        APlan plan = new APlan(mapped);
        plan.tells("SQL", "sql", ConversionRole.PRIMARY, ValueRule.NONE);
        plan.tells("WON", "won", ConversionRole.SECONDARY, ValueRule.DEAL_AMOUNT);
        plan.actions.add(action("1002", "LeadLoop SQL", "QUALIFIED_LEAD", true, Counting.ONE_PER_CLICK));
        plan.actions.add(action("1003", "LeadLoop won", "CONVERTED_LEAD", false, Counting.EVERY));
        for (SettingKind kind : SettingKind.values()) {
            plan.settings.add(new Setting(kind, true, "there"));
        }
        return plan;
    }

    APlan tells(String stage, String action, ConversionRole role, ValueRule value) {
        lines.add(new ReportLine(
                stage + action,
                "",
                stage,
                LeadFilter.ALL,
                "brand-uk",
                action,
                role,
                value,
                null,
                null,
                null,
                Match.CLICK_ID));
        return this;
    }

    APlan tellsNothing() {
        lines.clear();
        return this;
    }

    /** Takes the place of the action of that reference. */
    APlan has(CatalogueAction action) {
        actions.removeIf(it -> it.reference().equals(action.reference()));
        actions.add(action);
        return this;
    }

    APlan has(List<AccountPixel> told) {
        pixels.addAll(told);
        return this;
    }

    APlan hasNot(String reference) {
        actions.removeIf(it -> it.reference().equals(reference));
        return this;
    }

    APlan isOff(SettingKind kind) {
        settings.removeIf(it -> it.kind() == kind);
        settings.add(new Setting(kind, false, "Admin, Settings"));
        return this;
    }

    APlan says(UploadHealth uploads) {
        health = new Health(List.of(uploads), null);
        return this;
    }

    static CatalogueAction action(
            String id, String name, String category, @Nullable Boolean isPrimary, @Nullable Counting counting) {
        return new CatalogueAction(
                id,
                id,
                name,
                Status.ENABLED,
                "UPLOAD_CLICKS",
                true,
                category,
                isPrimary,
                counting,
                90,
                BigDecimal.ZERO,
                false,
                2);
    }

    static CatalogueAction in(Status status, CatalogueAction it) {
        return new CatalogueAction(
                it.reference(),
                it.id(),
                it.name(),
                status,
                it.type(),
                it.takesUploads(),
                it.category(),
                it.isPrimary(),
                it.counting(),
                it.clickWindowDays(),
                it.defaultValue(),
                it.overridesValue(),
                it.campaigns());
    }

    static CatalogueAction typed(String type, boolean takesUploads, CatalogueAction it) {
        return new CatalogueAction(
                it.reference(),
                it.id(),
                it.name(),
                it.status(),
                type,
                takesUploads,
                it.category(),
                it.isPrimary(),
                it.counting(),
                it.clickWindowDays(),
                it.defaultValue(),
                it.overridesValue(),
                it.campaigns());
    }

    static CatalogueAction counting(
            @Nullable Integer days, @Nullable Boolean overrides, @Nullable Integer campaigns, CatalogueAction it) {
        return new CatalogueAction(
                it.reference(),
                it.id(),
                it.name(),
                it.status(),
                it.type(),
                it.takesUploads(),
                it.category(),
                it.isPrimary(),
                it.counting(),
                days,
                new BigDecimal("50.00"),
                overrides,
                campaigns);
    }

    static CatalogueAction sql() {
        return action("1002", "LeadLoop SQL", "QUALIFIED_LEAD", true, Counting.ONE_PER_CLICK);
    }

    static CatalogueAction won() {
        return action("1003", "LeadLoop won", "CONVERTED_LEAD", false, Counting.EVERY);
    }

    List<AuditFinding> findings() {
        return findings(Duration.ofDays(90));
    }

    /** @param oldestClick that LeadLoop tells the account */
    List<AuditFinding> findings(@Nullable Duration oldestClick) {
        Pipeline pipeline = new Pipeline(
                List.of(stage("SQL", StageKind.QUALIFIED), stage("WON", StageKind.REVENUE)), List.of(), lines);
        return AccountAudit.of(
                pipeline,
                profile(oldestClick),
                new NamedActions(mapped, takesAnyAction),
                new Listing("Brand", settings, actions, health, pixels));
    }

    private static PipelineStage stage(String id, StageKind kind) {
        return new PipelineStage(id, id, kind, null, 0, AdjustmentPolicy.LEAVE);
    }

    private static DestinationProfile profile(@Nullable Duration oldestClick) {
        return new DestinationProfile(
                "brand-uk",
                "google-ads",
                "Brand UK",
                new Matching(List.of(), false, false, false, "none"),
                new Windows(oldestClick, Duration.ZERO, Duration.ofDays(90), ""),
                new Wire(1, "", "", "", "", TestFlag.NONE),
                AdjustmentSupport.NONE,
                new ApiVersion("v1", null),
                "");
    }

    /** As a dataset of Meta: whatever an event is called. */
    APlan takesAnyAction() {
        takesAnyAction = true;
        return this;
    }

    /** The names that an account's keys give its actions, and Google's categories. */
    private record NamedActions(Map<String, String> mapped, boolean takesAnyAction) implements AccountCatalogue {

        @Override
        public @Nullable String missingKey() {
            return null;
        }

        @Override
        public Listing list() {
            throw new IllegalStateException("The audit asks nobody");
        }

        @Override
        public Optional<String> referenceOf(String action) {
            return Optional.ofNullable(mapped.get(action));
        }

        @Override
        public Set<String> mappedActions() {
            return mapped.keySet();
        }

        @Override
        public boolean bidsByCategory(String category) {
            return !category.equals("DEFAULT");
        }

        @Override
        public List<String> categoriesFor(StageKind kind) {
            return switch (kind) {
                case QUALIFIED -> List.of("QUALIFIED_LEAD", "IMPORTED_LEAD");
                case REVENUE -> List.of("CONVERTED_LEAD", "PURCHASE");
                default -> List.of();
            };
        }
    }
}
