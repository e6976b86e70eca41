package io.leadloop.crm;

import io.leadloop.expiry.Expiry;
import io.leadloop.expiry.Expiry.Basis;
import io.leadloop.expiry.Expiry.Holder;
import io.leadloop.expiry.Expiry.What;
import io.leadloop.expiry.OutsideApi;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When the API versions and credentials of a source end: what is configured, else what is told. */
final class SourceExpiries {

    private SourceExpiries() {}

    static List<Expiry> of(String name, SourceFactory.Head head, List<CrmSourceType.ApiVersion> versions) {
        List<Expiry> expiries = new ArrayList<>();
        LocalDate set = head.apiVersionEnds();
        for (CrmSourceType.ApiVersion used : versions) {
            Optional.ofNullable(set)
                    .map(it -> new OutsideApi.End(it, Basis.CONFIGURED))
                    .or(() -> used.api().end(used.version()))
                    .ifPresent(end -> expiries.add(new Expiry(
                            Holder.SOURCE,
                            name,
                            What.API_VERSION,
                            used.api().title() + " " + used.version(),
                            end.day(),
                            end.basis(),
                            used.key())));
        }
        LocalDate credentials = head.credentialsEnd();
        if (credentials != null) {
            expiries.add(new Expiry(
                    Holder.SOURCE,
                    name,
                    What.CREDENTIALS,
                    "The access token or secret",
                    credentials,
                    Basis.CONFIGURED,
                    "credentials-end"));
        }
        return expiries;
    }
}
