package io.leadloop.connection;

import io.leadloop.crm.CrmSources;
import io.leadloop.destination.Destinations;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes over, on this node, connections that were changed on any node. */
@Component
class ConnectionWatch {

    private final ConnectionStore store;
    private final Destinations destinations;
    private final CrmSources sources;
    private @Nullable Long seen;

    ConnectionWatch(ConnectionStore store, Destinations destinations, CrmSources sources) {
        this.store = store;
        this.destinations = destinations;
        this.sources = sources;
    }

    @RunsAs(Watch.CONNECTIONS)
    synchronized void look() {
        Long now = store.revision();
        if (!now.equals(seen)) {
            takeOver();
        }
    }

    /** Makes accounts and sources of the connections as they are now; where that fails, the next look does it again. */
    synchronized void takeOver() {
        Long now = store.revision();
        destinations.refresh();
        sources.refresh();
        seen = now;
    }
}
