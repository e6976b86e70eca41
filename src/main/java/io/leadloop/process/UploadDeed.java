package io.leadloop.process;

import io.leadloop.conversion.Conversion;

/**
 * What somebody did to an upload in Camunda's own applications; the verbs of the desk write themselves down.
 *
 * @param what SENT_AGAIN, DROPPED or CANCELLED
 * @param who a user's name
 */
public record UploadDeed(Conversion conversion, What what, String who) {

    public enum What {
        SENT_AGAIN,
        DROPPED,
        CANCELLED
    }
}
