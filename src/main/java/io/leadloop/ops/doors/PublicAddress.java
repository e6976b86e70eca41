package io.leadloop.ops.doors;

import java.net.URI;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where people open LeadLoop: {@code leadloop.doors.address}, else as the present request came. */
@Component
public class PublicAddress {

    private final DoorSettings settings;

    PublicAddress(DoorSettings settings) {
        this.settings = settings;
    }

    /** @param path begins with a slash */
    public URI of(String path) {
        URI address = settings.address();
        String root = address != null
                ? address.toString()
                : ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        return URI.create(root.replaceAll("/+$", "") + path);
    }
}
