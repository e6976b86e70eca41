package io.leadloop.ops;

import io.leadloop.conversion.ConversionState;
import io.leadloop.ops.desk.LeadDossier;
import io.leadloop.ops.desk.LeadDossier.Verb;
import java.util.stream.Collectors;

/**
 * How the conversions of a lead stand, in short: by it a page knows that it is old.
 *
 * @param mark is another one as soon as a conversion is new, was tried or stands otherwise
 * @param isUnderWay whether that is to be expected soon: something waits that nobody and no time holds back
 */
record LeadStanding(String mark, boolean isUnderWay) {

    static LeadStanding of(LeadDossier dossier) {
        String all = dossier.conversions().stream()
                .map(it -> it.conversion().id() + " " + it.conversion().state() + " "
                        + it.conversion().attempts() + " " + it.verbs())
                .sorted()
                .collect(Collectors.joining(","));
        boolean isUnderWay = dossier.conversions().stream()
                .anyMatch(it -> it.conversion().state() == ConversionState.PLANNED
                        && it.conversion().notBefore() == null
                        && it.verbs().contains(Verb.RETRY));
        return new LeadStanding(Integer.toHexString(all.hashCode()), isUnderWay);
    }
}
