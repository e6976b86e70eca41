package io.leadloop.destination;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import java.math.BigDecimal;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;

/**
 * Reads an account's report and settings by GET. What does not come is said in words for an operator; they hold codes of the
 * platform, never its text, which may repeat the request.
 */
public final class AccountReads {

    private static final BigDecimal MICRO = new BigDecimal("0.000001");

    private final String platform;
    private final OutsideHttp http;
    private final Function<OutsideAnswer, String> refusal;
    private final String signIn;

    /**
     * @param platform its name as people say it
     * @param signIn what to do when it refuses the sign-in, a sentence
     * @param refusal what to do about an answer that is no success, a sentence that begins with the platform's code
     */
    public AccountReads(String platform, OutsideHttp http, String signIn, Function<OutsideAnswer, String> refusal) {
        this.platform = platform;
        this.http = http;
        this.signIn = signIn;
        this.refusal = refusal;
    }

    /** With a token that is fetched when it is needed. */
    public JsonNode get(AccessToken token, URI address, Consumer<HttpHeaders> headers) throws Unavailable {
        return get(() -> token.call(bearer -> http.get(address, it -> {
            it.setBearerAuth(bearer);
            headers.accept(it);
        })));
    }

    public JsonNode get(URI address, Consumer<HttpHeaders> headers) throws Unavailable {
        return get(() -> http.get(address, headers));
    }

    private JsonNode get(ReportCall.Call<OutsideAnswer> asking) throws Unavailable {
        OutsideAnswer answer = ReportCall.of(platform, signIn, asking);
        if (!answer.isSuccess()) {
            throw new Refused(
                    platform + " gives no report (HTTP " + answer.status() + "): " + refusal.apply(answer), answer);
        }
        JsonNode json = answer.json();
        if (!json.isContainerNode()) {
            throw unreadable("an answer that is no report; something between may have answered in its place");
        }
        return json;
    }

    public Unavailable unreadable(String what) {
        return new Unavailable(platform + " gave " + what + ". Nothing of it was stored.");
    }

    /** A number, which some platforms write as text; nought where there is none. */
    public BigDecimal number(JsonNode value) throws Unavailable {
        if (value.isMissingNode() || value.isNull()) {
            return BigDecimal.ZERO;
        }
        try {
            return ReportNumber.of(new BigDecimal(value.asText()));
        } catch (NumberFormatException e) {
            throw unreadable("a number that cannot be read");
        }
    }

    /** A sum of money in millionths of the currency. */
    public BigDecimal micros(JsonNode value) throws Unavailable {
        return number(value).multiply(MICRO).setScale(4, java.math.RoundingMode.HALF_UP);
    }

    /** The platform answered, and not with a success. */
    public static final class Refused extends Unavailable {

        private static final long serialVersionUID = 1;

        private final transient OutsideAnswer answer;

        Refused(String words, OutsideAnswer answer) {
            super(words);
            this.answer = answer;
        }

        public OutsideAnswer answer() {
            return answer;
        }
    }
}
