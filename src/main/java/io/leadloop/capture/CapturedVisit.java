package io.leadloop.capture;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.Origin;
import java.util.List;

/**
 * What a browser captured.
 *
 * @param consent who said that it is given, one of {@link CaptureBody#CONSENTS}
 */
record CapturedVisit(String consent, List<ClickId> clicks, Origin origin) {}
