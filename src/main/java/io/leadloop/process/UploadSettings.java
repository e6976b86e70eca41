package io.leadloop.process;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How conversions are uploaded.
 *
 * @param enabled false on a node that uploads nothing
 * @param batchSize most conversions fetched at once for one destination
 * @param threads how many batches of one destination this node works on at once: one is at the platform while another is
 *     written down
 * @param pollInterval how often an idle destination looks for work
 * @param lockDuration how long a node keeps the conversions that it fetched; after its death another takes them over
 *     this much later. Has to be longer than the longest upload of a batch, which is 60 s and one more answer
 * @param retryDelays the waits between attempts of a conversion; when they are used up it becomes an incident
 * @param probeInterval how often a blocked destination is tried with one conversion
 */
@ConfigurationProperties("leadloop.upload")
record UploadSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1000") int batchSize,
        @DefaultValue("2") int threads,
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("2m") Duration lockDuration,

        @DefaultValue({"5s", "30s", "2m", "10m", "30m", "1h", "2h", "4h", "8h", "12h"})
        List<Duration> retryDelays,

        @DefaultValue("1m") Duration probeInterval) {

    /**
     * How long an attempt without an answer is that of a node that may live. Shorter than the lock, so that it is over when a dead
     * node's conversions are fetched again: its attempt began a little after its lock.
     */
    Duration inFlight() {
        return lockDuration.multipliedBy(9).dividedBy(10);
    }
}
