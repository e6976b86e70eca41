package io.leadloop.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Calls to ad platforms: JSON out, whatever comes back in; bounded in time and size. Never logs an address. */
@Component
public class PlatformHttp {

    private static final int MAX_ANSWER_BYTES = 4 * 1024 * 1024;

    private final ClientHttpRequestFactory requests;
    private final RestClient http;
    private final ObjectMapper json;
    private final Clock clock;

    PlatformHttp(HttpSettings settings, ObjectMapper json, Clock clock) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(settings.connectLimit()).build();
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(client);
        factory.setReadTimeout(settings.answerLimit());
        this.requests = factory;
        this.http = RestClient.builder().requestFactory(factory).build();
        this.json = json;
        this.clock = clock;
    }

    /** For token calls by other libraries, with the same limits. */
    public ClientHttpRequestFactory requests() {
        return requests;
    }

    /**
     * Posts the body and gives back any answer that came, of any status.
     *
     * @throws NoAnswer when none came: the platform may have taken the request or not
     */
    public PlatformAnswer post(URI uri, JsonNode body, Consumer<HttpHeaders> headers) throws NoAnswer {
        try {
            byte[] bytes = json.writeValueAsBytes(body);
            return http.post()
                    .uri(uri)
                    .contentType(MediaType.APPLICATION_JSON)
                    .accept(MediaType.APPLICATION_JSON)
                    .headers(headers)
                    .body(bytes)
                    .exchange((request, response) -> new PlatformAnswer(
                            response.getStatusCode().value(),
                            text(response.getBody()),
                            RetryAfter.of(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER), clock)));
        } catch (ResourceAccessException e) {
            throw new NoAnswer(e);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot write the request as JSON", e);
        }
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
    }

    /** No answer came: refused connection, reset, time-out. Whether the platform took the request is unknown. */
    public static final class NoAnswer extends Exception {

        NoAnswer(ResourceAccessException cause) {
            super(String.valueOf(cause.getMostSpecificCause().getMessage()), cause);
        }
    }
}
