package io.leadloop.destination;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All destinations that this LeadLoop can speak to, whether they are configured or not. */
@Component
public class Destinations {

    private final List<Destination> all;

    Destinations(List<Destination> all) {
        this.all = all.stream()
                .sorted(Comparator.comparing(it -> it.profile().id()))
                .toList();
    }

    public List<Destination> all() {
        return all;
    }

    public Optional<Destination> find(String id) {
        return all.stream().filter(it -> it.profile().id().equals(id)).findFirst();
    }
}
