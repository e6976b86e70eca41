package io.leadloop.destination;

import io.leadloop.lead.StageKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A platform that tells by its API which conversion actions (rules, goals, event settings) or pixels an account has; where none
 * does, people type them.
 */
public interface AccountCatalogue {

    /** The key that has to be set before the account can be asked, e.g. {@code report.developer-token}; null for none. */
    @Nullable
    String missingKey();

    /**
     * All actions of the account, also those that are switched off, and its settings.
     *
     * @throws PlatformReports.Unavailable with words for an operator
     */
    Listing list() throws PlatformReports.Unavailable;

    /** By what the platform is told of an action of the plan: a {@link CatalogueAction#reference}; empty for no action. */
    Optional<String> referenceOf(String action);

    /** The plan's names of actions that the account's keys map to a reference. */
    Set<String> mappedActions();

    /** Whether the platform takes an action of any name, so that one that is missing in the list is no mistake. */
    default boolean takesAnyAction() {
        return false;
    }

    /**
     * The categories, in the platform's words, that an action for stages of that kind may have, the best first; empty where
     * any will do.
     */
    default List<String> categoriesFor(StageKind kind) {
        return List.of();
    }

    /** Whether campaigns bid on all primary actions of that category, in the platform's words, together. */
    default boolean bidsByCategory(String category) {
        return false;
    }

    /** Makes actions; empty where LeadLoop cannot. */
    default Optional<ActionMaker> maker() {
        return Optional.empty();
    }

    /**
     * What an account says of itself.
     *
     * @param account its name at the platform; null where that is not told
     * @param pixels empty where the platform has none, or its list is not asked for
     */
    record Listing(
            @Nullable String account,
            List<Setting> settings,
            List<CatalogueAction> actions,
            Health health,
            List<AccountPixel> pixels) {

        /**
         * @param health null in what an older version stored
         * @param pixels null in what an older version stored
         */
        public Listing(
                @Nullable String account,
                List<Setting> settings,
                List<CatalogueAction> actions,
                @Nullable Health health,
                @Nullable List<AccountPixel> pixels) {
            this.account = account;
            this.settings = List.copyOf(settings);
            this.actions = List.copyOf(actions);
            this.health = health == null ? Health.NONE : health;
            this.pixels = pixels == null ? List.of() : List.copyOf(pixels);
        }

        /** Of an account whose pixels are not asked for. */
        public Listing(@Nullable String account, List<Setting> settings, List<CatalogueAction> actions, Health health) {
            this(account, settings, actions, health, List.of());
        }

        /** Of an account that has pixels and no actions. */
        public static Listing ofPixels(@Nullable String account, List<AccountPixel> pixels) {
            return new Listing(account, List.of(), List.of(), Health.NONE, pixels);
        }

        /** The action of that reference; one that is enabled before others. */
        public Optional<CatalogueAction> find(String reference) {
            return actions.stream()
                    .filter(it -> it.reference().equals(reference))
                    .min(java.util.Comparator.comparing(CatalogueAction::status));
        }
    }

    /**
     * What the platform says became of the rows that it accepted.
     *
     * @param uploads of each action of which it tells
     * @param problem why it did not tell, in words; null where it did, and where the platform has nothing to tell
     */
    record Health(List<UploadHealth> uploads, @Nullable String problem) {

        public static final Health NONE = new Health(List.of(), null);

        public Health {
            uploads = List.copyOf(uploads);
        }

        /** One call of its own: without it the list of actions is still worth having. */
        public static Health of(Asking asking) {
            try {
                return new Health(asking.ask(), null);
            } catch (PlatformReports.Unavailable e) {
                return new Health(List.of(), e.words());
            }
        }

        /** Of the action of that reference. */
        public Optional<UploadHealth> find(String reference) {
            return uploads.stream()
                    .filter(it -> it.reference().equals(reference))
                    .findFirst();
        }

        /** Asks the platform. */
        @FunctionalInterface
        public interface Asking {
            List<UploadHealth> ask() throws PlatformReports.Unavailable;
        }
    }

    /** A setting of the account without which conversions are lost. */
    enum SettingKind {
        AUTO_TAGGING,
        CUSTOMER_DATA_TERMS,
        ENHANCED_CONVERSIONS_FOR_LEADS
    }

    /** @param where where a person finds it at the platform */
    record Setting(SettingKind kind, boolean isOn, String where) {}
}
