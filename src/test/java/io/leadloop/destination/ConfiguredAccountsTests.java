package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Accounts of ad platforms: one of each type under the type's name, and any number under names of their own. */
class ConfiguredAccountsTests {

    private final Map<String, String> keys = new HashMap<>();
    private final List<StoredAccount> stored = new ArrayList<>();

    record Keys(@Nullable String token) {}

    private record AType(String id) implements DestinationType {

        @Override
        public boolean isAlwaysThere() {
            return !id.equals("http");
        }

        @Override
        public Destination create(AccountName account, Binder configuration) {
            Keys keys = configuration.bindOrCreate(account.prefix(), Keys.class);
            boolean isOn = MissingKeys.of(account).needs("token", keys.token()).allSet();
            APlatform platform = APlatform.by(id);
            return new APlatform(platform.profile().of(account), isOn, platform.actions());
        }
    }

    private Destinations accounts() {
        Binder binder = new Binder(new MapConfigurationPropertySource(keys));
        PlatformSettings settings = binder.bindOrCreate("leadloop", Bindable.of(PlatformSettings.class));
        List<DestinationType> types = List.of(new AType("google-ads"), new AType("http"), new AType("meta"));
        return new Destinations(
                ConfiguredAccounts.of(types, settings, binder), settings, new AccountFactory(types), () -> stored);
    }

    private DestinationProfile profile(String id) {
        return accounts().find(id).orElseThrow().profile();
    }

    @Test
    void without_any_key_each_type_has_one_account_that_is_off() {
        assertThat(accounts().all())
                .extracting(it -> it.profile().id(), it -> it.profile().type(), Destination::isOn)
                .containsExactly(tuple("google-ads", "google-ads", false), tuple("meta", "meta", false));
    }

    @Test
    void one_platform_has_as_many_accounts_as_are_named_each_with_its_own_keys() {
        keys.put("leadloop.destinations.meta.token", "one");
        keys.put("leadloop.destinations.brand-uk.type", "meta");
        keys.put("leadloop.destinations.brand-uk.token", "two");
        keys.put("leadloop.destinations.brand-us.type", "meta");
        assertThat(accounts().all())
                .extracting(it -> it.profile().id(), it -> it.profile().type(), Destination::isOn)
                .containsExactly(
                        tuple("brand-uk", "meta", true),
                        tuple("brand-us", "meta", false),
                        tuple("google-ads", "google-ads", false),
                        tuple("meta", "meta", true));
        assertThat(accounts().typeOf("brand-uk")).isEqualTo("meta");
        assertThat(accounts().typeOf("gone")).isEqualTo("gone");
    }

    @Test
    void a_type_that_is_no_platform_has_the_accounts_that_are_configured_and_no_other() {
        keys.put("leadloop.destinations.warehouse.type", "http");
        assertThat(accounts().all())
                .extracting(it -> it.profile().id())
                .containsExactly("google-ads", "meta", "warehouse");
        keys.put("leadloop.destinations.http.token", "one");
        assertThat(accounts().find("http").orElseThrow().isOn()).isTrue();
    }

    @Test
    void people_see_the_label_or_the_platform_with_the_name() {
        keys.put("leadloop.destinations.brand-uk.type", "meta");
        keys.put("leadloop.destinations.brand-us.type", "meta");
        keys.put("leadloop.destinations.brand-us.label", "Brand, United States");
        assertThat(profile("brand-uk").name()).isEqualTo("meta (brand-uk)");
        assertThat(profile("brand-us").name()).isEqualTo("Brand, United States");
        assertThat(profile("meta").name()).isEqualTo("meta");
    }

    /** Spring gives the names of environment variables without dashes. */
    @Test
    void a_name_out_of_an_environment_variable_is_the_one_with_dashes() {
        keys.put("leadloop.destinations.brand-uk.type", "meta");
        keys.put("leadloop.destinations.branduk.account-currency", "EUR");
        keys.put("leadloop.destinations.googleads.account-currency", "USD");
        assertThat(accounts().all())
                .extracting(it -> it.profile().id())
                .containsExactly("brand-uk", "google-ads", "meta");
    }

    @Test
    void an_account_without_its_type_stops_the_start_and_the_types_are_named() {
        keys.put("leadloop.destinations.brand-uk.label", "Brand");
        assertThatThrownBy(this::accounts)
                .hasMessage("Set leadloop.destinations.brand-uk.type to one of google-ads, http, meta.");
    }

    @Test
    void an_unknown_type_is_named() {
        keys.put("leadloop.destinations.brand-uk.type", "facebook");
        assertThatThrownBy(this::accounts)
                .hasMessage(
                        "Set leadloop.destinations.brand-uk.type to one of google-ads, http, meta, it is 'facebook'.");
    }

    @Test
    void half_the_keys_of_a_named_account_are_told_by_its_own_name() {
        keys.put("leadloop.destinations.brand-uk.type", "meta");
        keys.put("leadloop.destinations.brand-uk.token", " ");
        assertThat(accounts().find("brand-uk").orElseThrow().isOn()).isFalse();
        assertThatThrownBy(() -> MissingKeys.of(new AccountName("brand-uk", null))
                        .needs("token", "x")
                        .needs("other", null)
                        .allSet())
                .hasMessageContaining("leadloop.destinations.brand-uk.other");
    }

    @Test
    void no_account_bears_the_name_of_another_platform() {
        keys.put("leadloop.destinations.meta.type", "google-ads");
        assertThatThrownBy(this::accounts).hasMessageContaining("leadloop.destinations.meta.type is google-ads");
    }

    @Test
    void its_own_type_may_be_said() {
        keys.put("leadloop.destinations.meta.type", "meta");
        keys.put("leadloop.destinations.meta.token", "x");
        assertThat(accounts().find("meta").orElseThrow().isOn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2brand", "brand_uk", "brand--uk", "brand-uk-and-everything-else-that-we-ever-sold-x"})
    void a_name_of_which_no_topic_or_address_can_be_made_stops_the_start(String name) {
        keys.put("leadloop.destinations[" + name + "].type", "meta");
        assertThatThrownBy(this::accounts).hasMessageContaining("small letters, digits and single dashes");
    }

    @ParameterizedTest
    @CsvSource({"a", "brand-uk", "b2b-eu-1"})
    void other_names_are_taken(String name) {
        keys.put("leadloop.destinations[" + name + "].type", "meta");
        assertThat(accounts().find(name)).isPresent();
    }

    /** Keys that rest in the database and keys of the file are never mixed, and neither wins over the other. */
    @ParameterizedTest
    @CsvSource({"meta, meta", "brand-uk, branduk"})
    void a_name_that_is_switched_on_here_and_made_in_the_browser_stops_the_start(String made, String configured) {
        keys.put("leadloop.destinations." + configured + ".type", "meta");
        keys.put("leadloop.destinations." + configured + ".token", "one");
        assertThat(accounts().find(configured)).map(Destination::isOn).contains(true);
        stored.add(new StoredAccount(made, "meta", null, 1, Map.of("token", "two")));
        assertThatThrownBy(this::accounts)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Remove leadloop.destinations." + made + " from the configuration")
                .hasMessageContaining("an account is made in one of the two places")
                .hasMessageNotContaining("two,");
    }

    @Test
    void a_name_that_the_configuration_leaves_off_may_be_made_in_the_browser() {
        keys.put("leadloop.destinations.meta.account-currency", "EUR");
        stored.add(new StoredAccount("meta", "meta", null, 1, Map.of("token", "two")));
        Destinations accounts = accounts();
        assertThat(accounts.find("meta")).map(Destination::isOn).contains(true);
        assertThat(accounts.isConfigured("meta")).isFalse();
    }
}
