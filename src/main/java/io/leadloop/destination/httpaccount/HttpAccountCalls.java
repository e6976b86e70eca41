package io.leadloop.destination.httpaccount;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.PublicAddresses;
import java.time.Clock;

/**
 * What every account of this type needs to call its receiver.
 *
 * @param addresses which addresses may be called
 */
record HttpAccountCalls(OutsideHttp http, ObjectMapper json, Clock clock, PublicAddresses addresses) {}
