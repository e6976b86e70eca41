package io.leadloop.crm;

import java.util.List;
import java.util.Optional;

/** The presets by which a source can be made: those that are shipped, and those of the folder {@code leadloop.crm.presets}. */
public interface PresetOffers {

    /** By the names of the CRMs. */
    List<PresetOffer> all();

    /** @param name the preset's */
    Optional<PresetOffer> find(String name);
}
