package io.leadloop.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.expiry.Expiry;
import io.leadloop.expiry.Expiry.Basis;
import io.leadloop.expiry.Expiry.Holder;
import io.leadloop.expiry.Expiry.What;
import io.leadloop.expiry.OutsideApi;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What ends of a source: by what its CRM tells, by a rule, or by what is configured. */
class SourceExpiriesTests {

    private static final List<CrmSourceType.ApiVersion> HUBSPOT = List.of(
            new CrmSourceType.ApiVersion(OutsideApi.HUBSPOT, "v4", "associations-path"),
            new CrmSourceType.ApiVersion(OutsideApi.HUBSPOT, "2026-09", "objects-path"));
    private static final List<CrmSourceType.ApiVersion> DYNAMICS =
            List.of(new CrmSourceType.ApiVersion(OutsideApi.DATAVERSE_WEB, "v9.2", "api-path"));

    private static List<Expiry> of(
            List<CrmSourceType.ApiVersion> versions, @Nullable String version, @Nullable String credentials) {
        return SourceExpiries.of(
                "mine", new SourceFactory.Head("a-type", null, day(version), day(credentials)), versions);
    }

    private static @Nullable LocalDate day(@Nullable String day) {
        return day == null ? null : LocalDate.parse(day);
    }

    @Test
    void each_path_of_hubspot_ends_on_its_own_day() {
        assertThat(of(HUBSPOT, null, null))
                .extracting(Expiry::key, it -> it.ends().toString(), Expiry::basis)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("associations-path", "2027-03-30", Basis.TOLD),
                        org.assertj.core.groups.Tuple.tuple("objects-path", "2028-03-01", Basis.RULE));
    }

    @Test
    void of_dynamics_no_end_is_told_but_one_can_be_configured() {
        assertThat(of(DYNAMICS, null, null)).isEmpty();
        assertThat(of(DYNAMICS, "2027-06-01", null))
                .containsExactly(new Expiry(
                        Holder.SOURCE,
                        "mine",
                        What.API_VERSION,
                        "Dataverse Web API v9.2",
                        LocalDate.parse("2027-06-01"),
                        Basis.CONFIGURED,
                        "api-path"));
    }

    @Test
    void a_token_may_end_too() {
        assertThat(of(List.of(), null, "2027-01-31"))
                .singleElement()
                .satisfies(it -> assertThat(it.remedy())
                        .isEqualTo("renew the credentials and set anew leadloop.crm.sources.mine.credentials-end"));
    }
}
