package io.leadloop.destination;

import java.util.Optional;
import java.util.Set;

/**
 * A platform that tells the pixels of an account. Its events are no objects of the account: their names are fixed or free, so
 * none of them can be missing.
 */
public interface PixelCatalogue extends AccountCatalogue {

    @Override
    default Optional<String> referenceOf(String action) {
        return Optional.of(action);
    }

    @Override
    default Set<String> mappedActions() {
        return Set.of();
    }

    @Override
    default boolean takesAnyAction() {
        return true;
    }
}
