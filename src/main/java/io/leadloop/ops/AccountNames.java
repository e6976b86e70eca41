package io.leadloop.ops;

import io.leadloop.destination.Destinations;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** What people call a destination; templates call it as {@code @accounts}. */
@Component("accounts")
class AccountNames {

    private final Destinations destinations;

    AccountNames(Destinations destinations) {
        this.destinations = destinations;
    }

    /** Its name; its id where none of that id is configured. */
    public String name(String destination) {
        return destinations.find(destination).map(it -> it.profile().name()).orElse(destination);
    }

    /** The same for who puts names into sentences. */
    public UnaryOperator<String> names() {
        return this::name;
    }
}
