package io.leadloop.destination;

import io.leadloop.expiry.Expiries;
import io.leadloop.expiry.Expiry;
import io.leadloop.expiry.Expiry.Basis;
import io.leadloop.expiry.Expiry.Holder;
import io.leadloop.expiry.Expiry.What;
import io.leadloop.expiry.OutsideApi;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** When the API versions and credentials of the destinations that are on end. */
@Component
class DestinationExpiries implements Expiries {

    private final Destinations destinations;

    DestinationExpiries(Destinations destinations) {
        this.destinations = destinations;
    }

    @Override
    public List<Expiry> expiries() {
        List<Expiry> expiries = new ArrayList<>();
        destinations.all().stream().filter(Destination::isOn).forEach(destination -> {
            DestinationProfile profile = destination.profile();
            PlatformSettings.Account account = destinations.settingsOf(profile.id());
            Optional.ofNullable(account.apiVersionEnds())
                    .map(day -> new OutsideApi.End(day, Basis.CONFIGURED))
                    .or(() -> Optional.ofNullable(profile.api().end()))
                    .ifPresent(end -> expiries.add(new Expiry(
                            Holder.DESTINATION,
                            profile.id(),
                            What.API_VERSION,
                            "API version " + profile.api().version(),
                            end.day(),
                            end.basis(),
                            "api-version")));
            destination.reports().map(PlatformReports::expiries).ifPresent(expiries::addAll);
            LocalDate credentials = account.credentialsEnd();
            if (credentials != null) {
                expiries.add(new Expiry(
                        Holder.DESTINATION,
                        profile.id(),
                        What.CREDENTIALS,
                        "The access token or secret",
                        credentials,
                        Basis.CONFIGURED,
                        "credentials-end"));
            }
        });
        return expiries;
    }
}
