package io.leadloop.destination;

import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import java.util.List;

/** One ad platform. Knows its HTTP and its vocabulary, nothing of a lead's life. */
public interface Destination {

    DestinationProfile profile();

    /** False while its keys are not configured: nothing is sent, and its conversions say so. */
    boolean isOn();

    /** Whether the conversion plan's action means something to this account. */
    boolean knowsAction(String action);

    /**
     * Tells the platform. Gives exactly one result for each upload, in their order. Whatever the platform or the network
     * does is a result; an exception is a mistake of ours.
     *
     * @param batch at most {@link DestinationProfile#maxBatch()} uploads
     */
    List<UploadResult> upload(List<Upload> batch);
}
