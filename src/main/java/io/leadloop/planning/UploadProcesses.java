package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import java.util.List;
import java.util.UUID;

/** Carries planned conversions to their platforms; the engine's side. */
public interface UploadProcesses {

    /** Stores the conversions that are new and starts an upload for each of them that may be sent. */
    void start(List<Conversion> planned);

    /** Starts an upload for a conversion that is stored. */
    void startOne(Conversion conversion);

    /** Ends the upload of a conversion. */
    void cancel(UUID conversion, String reason);
}
