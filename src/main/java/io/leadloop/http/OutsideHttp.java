package io.leadloop.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * HTTP client for ad platforms and CRMs: sends JSON, accepts any answer, bounded in time and size. Never logs a URL.
 */
@Component
public class OutsideHttp {

    private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;

    private final ClientHttpRequestFactory requests;
    private final RestClient http;
    private final ObjectMapper json;
    private final Clock clock;

    public OutsideHttp(HttpSettings settings, ObjectMapper json, Clock clock) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(settings.connectLimit()).build();
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(client);
        factory.setReadTimeout(settings.answerLimit());
        this.requests = factory;
        this.http = RestClient.builder().requestFactory(factory).build();
        this.json = json;
        this.clock = clock;
    }

    /** A request factory with the same limits, for token calls by libraries. */
    public ClientHttpRequestFactory requests() {
        return requests;
    }

    /**
     * POST with a JSON body. Returns any answer, of any status.
     *
     * @throws NoAnswer if none came; whether the platform processed the request is unknown, unless no connection came about
     */
    public OutsideAnswer post(URI uri, JsonNode body, Consumer<HttpHeaders> headers) throws NoAnswer {
        return ask(
                http.post()
                        .uri(uri)
                        .contentType(MediaType.APPLICATION_JSON)
                        .accept(MediaType.APPLICATION_JSON)
                        .headers(headers)
                        .body(bytes(body)),
                seen -> {});
    }

    /**
     * Sends these bytes as JSON; a redirect is an answer and is not followed. Returns any answer, of any status.
     *
     * @param headers may replace the content type and what is accepted
     */
    public OutsideAnswer send(HttpMethod method, URI uri, byte[] body, Consumer<HttpHeaders> headers) throws NoAnswer {
        return ask(
                http.method(method)
                        .uri(uri)
                        .contentType(MediaType.APPLICATION_JSON)
                        .accept(MediaType.APPLICATION_JSON)
                        .headers(headers)
                        .body(body),
                seen -> {});
    }

    /** PATCH with a JSON body. Returns any answer, of any status. */
    public OutsideAnswer patch(URI uri, JsonNode body, Consumer<HttpHeaders> headers, Consumer<HttpHeaders> answered)
            throws NoAnswer {
        return ask(
                http.patch()
                        .uri(uri)
                        .contentType(MediaType.APPLICATION_JSON)
                        .accept(MediaType.APPLICATION_JSON)
                        .headers(headers)
                        .body(bytes(body)),
                answered);
    }

    /** GET. Returns any answer, of any status. */
    public OutsideAnswer get(URI uri, Consumer<HttpHeaders> headers) throws NoAnswer {
        return get(uri, headers, seen -> {});
    }

    /**
     * GET. Returns any answer, of any status.
     *
     * @param answered gets the answer's headers, which may tell how much of a limit is used
     */
    public OutsideAnswer get(URI uri, Consumer<HttpHeaders> headers, Consumer<HttpHeaders> answered) throws NoAnswer {
        return ask(http.get().uri(uri).accept(MediaType.APPLICATION_JSON).headers(headers), answered);
    }

    /**
     * GET of bytes, without signing in; a redirect is an answer and is not followed.
     *
     * @param mostBytes what is beyond is not read
     */
    public OutsideFile download(URI uri, int mostBytes) throws NoAnswer {
        try {
            return http.get().uri(uri).accept(MediaType.ALL).exchange((sent, response) -> {
                byte[] bytes = response.getBody().readNBytes(mostBytes + 1);
                boolean isWhole = bytes.length <= mostBytes;
                return new OutsideFile(
                        response.getStatusCode().value(), isWhole ? bytes : Arrays.copyOf(bytes, mostBytes), isWhole);
            });
        } catch (ResourceAccessException e) {
            throw new NoAnswer(e);
        }
    }

    private byte[] bytes(JsonNode body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the request as JSON", e);
        }
    }

    private OutsideAnswer ask(RestClient.RequestHeadersSpec<?> request, Consumer<HttpHeaders> answered)
            throws NoAnswer {
        try {
            return request.exchange((sent, response) -> {
                answered.accept(response.getHeaders());
                HttpHeaders headers = response.getHeaders();
                String body = AnswerText.read(
                        response.getBody(), headers.getFirst(HttpHeaders.CONTENT_ENCODING), MAX_ANSWER_BYTES);
                return new OutsideAnswer(
                        response.getStatusCode().value(),
                        body,
                        delay(headers),
                        headers.getFirst(HttpHeaders.CONTENT_TYPE));
            });
        } catch (ResourceAccessException e) {
            throw new NoAnswer(e);
        } catch (IllegalArgumentException unsendable) {
            throw NoAnswer.unsendable();
        }
    }

    /** X tells the end of a limit by a header of its own, in unix seconds. */
    private @Nullable Duration delay(HttpHeaders headers) {
        Duration standard = RetryAfter.of(headers.getFirst(HttpHeaders.RETRY_AFTER), clock);
        String remaining = headers.getFirst("x-rate-limit-remaining");
        String reset = headers.getFirst("x-rate-limit-reset");
        if (standard != null || reset == null || !"0".equals(remaining) || !reset.matches("\\d{10}")) {
            return standard;
        }
        Duration left = Duration.between(clock.instant(), Instant.ofEpochSecond(Long.parseLong(reset)));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** No answer came: unknown host, refused connection, reset, time-out. */
    public static final class NoAnswer extends Exception {

        private final transient @Nullable String notReached;

        NoAnswer(ResourceAccessException cause) {
            this(cause, innermost(cause));
        }

        private NoAnswer(ResourceAccessException cause, @Nullable String notReached) {
            super(
                    notReached == null
                            ? String.valueOf(cause.getMostSpecificCause().getMessage())
                            : notReached,
                    cause);
            this.notReached = notReached;
        }

        private NoAnswer(String notReached) {
            super(notReached);
            this.notReached = notReached;
        }

        /** Without its cause, which repeats the address or the header that cannot be sent, and so perhaps a secret. */
        static NoAnswer unsendable() {
            return new NoAnswer("its address, or a header of the request, cannot be sent: correct the keys");
        }

        private static @Nullable String innermost(Throwable cause) {
            String found = null;
            for (Throwable it = cause; it != null; it = it.getCause()) {
                String words = notReached(it);
                found = words == null ? found : words;
            }
            return found;
        }

        /**
         * Why no connection came about, as the end of the sentence "it was not reached: ..."; then the request surely was not
         * sent. Null where one did: the request may have been taken.
         */
        public @Nullable String notReached() {
            return notReached;
        }

        private static @Nullable String notReached(Throwable cause) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "nobody knows its host";
            }
            if (cause instanceof CertificateException) {
                return "its certificate is not trusted here";
            }
            if (cause instanceof HttpConnectTimeoutException) {
                return "no connection came about in time";
            }
            return cause instanceof ConnectException
                    ? "nobody listens at its address, or something refuses the way"
                    : null;
        }
    }
}
