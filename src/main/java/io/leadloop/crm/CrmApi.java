package io.leadloop.crm;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;

/**
 * Client for a CRM's JSON REST API. A failed call throws {@link CrmUnavailable}, to be retried later; its message is
 * for an operator and never holds a URL; of the CRM's answer only its masked words ({@link CrmErrorText}), because both
 * may hold personal data.
 */
public final class CrmApi {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;

    private final String crm;
    private final String base;
    private final String keys;
    private final Door door;
    private final OutsideHttp http;

    /** Adds the authentication to a call. */
    private interface Door {
        OutsideAnswer call(Question question) throws OutsideHttp.NoAnswer;
    }

    private interface Question {
        OutsideAnswer with(Consumer<HttpHeaders> signIn) throws OutsideHttp.NoAnswer;
    }

    private CrmApi(String crm, URI base, String keys, Door door, OutsideHttp http) {
        this.crm = crm;
        this.base = base.toString().replaceAll("/+$", "");
        this.keys = keys;
        this.door = door;
        this.http = http;
    }

    /** A client whose every call carries these headers. */
    public static CrmApi byHeaders(String crm, URI base, String keys, Map<String, String> headers, OutsideHttp http) {
        return new CrmApi(crm, base, keys, question -> question.with(it -> headers.forEach(it::set)), http);
    }

    /**
     * A client that authenticates with a constant header.
     *
     * @param crm its name, for people
     * @param keys the configured keys of the sign-in, for people
     */
    public static CrmApi byHeader(String crm, URI base, String keys, String header, String value, OutsideHttp http) {
        return new CrmApi(crm, base, keys, question -> question.with(it -> it.set(header, value)), http);
    }

    /** A client that authenticates with an OAuth2 access token; a refused token is renewed once. */
    public static CrmApi byToken(String crm, URI base, String keys, AccessToken token, OutsideHttp http) {
        return new CrmApi(
                crm, base, keys, question -> token.call(access -> question.with(it -> it.setBearerAuth(access))), http);
    }

    /** GET. The answer's JSON; empty for 404. */
    public Optional<JsonNode> find(String pathAndQuery, Consumer<HttpHeaders> more) throws CrmUnavailable {
        OutsideAnswer answer = ask(pathAndQuery, more);
        return answer.status() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(good(answer).json());
    }

    /** POST of a question, such as GraphQL's. The answer's JSON; empty for 404. */
    public Optional<JsonNode> find(String pathAndQuery, JsonNode question) throws CrmUnavailable {
        URI uri = uri(pathAndQuery);
        OutsideAnswer answer = answer(signIn -> http.post(uri, question, signIn));
        return answer.status() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(good(answer).json());
    }

    public Optional<JsonNode> find(String pathAndQuery) throws CrmUnavailable {
        return find(pathAndQuery, none -> {});
    }

    /** GET of a resource that must exist, such as a list; 404 throws {@link CrmUnavailable} too. */
    public JsonNode get(String pathAndQuery, Consumer<HttpHeaders> more) throws CrmUnavailable {
        return good(ask(pathAndQuery, more)).json();
    }

    public JsonNode get(String pathAndQuery) throws CrmUnavailable {
        return get(pathAndQuery, none -> {});
    }

    /**
     * Path and query of a link that the CRM returned (paging). Links to another host are refused, because the
     * credentials would be sent there.
     */
    public String pathOf(String link) throws CrmUnavailable {
        if (link.startsWith(base + "/")) {
            return link.substring(base.length());
        }
        throw new CrmUnavailable(crm + " gave a link that does not begin with base-url. Correct base-url.", null);
    }

    /** A path that does not begin with a slash would belong to the host's name, and the credentials would go to another one. */
    private URI uri(String pathAndQuery) {
        if (!pathAndQuery.startsWith("/")) {
            throw new IllegalStateException(
                    "A path of " + crm + "'s API does not begin with a slash. Correct the source's keys.");
        }
        return URI.create(base + pathAndQuery);
    }

    private OutsideAnswer ask(String pathAndQuery, Consumer<HttpHeaders> more) throws CrmUnavailable {
        URI uri = uri(pathAndQuery);
        return answer(signIn -> http.get(uri, signIn.andThen(more)));
    }

    private OutsideAnswer answer(Question question) throws CrmUnavailable {
        try {
            return door.call(question);
        } catch (OAuth2AuthorizationException refused) {
            throw TokenRefusal.of(crm, "Check " + keys + " of this source.", refused);
        } catch (OutsideHttp.NoAnswer silent) {
            throw new CrmUnavailable(crm + " did not answer.", null);
        }
    }

    private OutsideAnswer good(OutsideAnswer answer) throws CrmUnavailable {
        if (answer.isSuccess()) {
            return answer;
        }
        String why = switch (answer.status()) {
            case UNAUTHORIZED -> crm + " refuses the sign-in (401). Check " + keys + " of this source.";
            case FORBIDDEN ->
                crm + " does not allow this call (403). The user behind " + keys
                        + " has to see all records that LeadLoop asks for.";
            case NOT_FOUND -> crm + " does not know what was asked for (404). Check base-url and the paths.";
            case TOO_MANY -> crm + "'s limit of calls is reached (429).";
            case 400, 422 ->
                crm + " does not understand the question (" + answer.status()
                        + "). Check the names of fields of this source.";
            default -> crm + " answered " + answer.status() + ".";
        };
        CrmUnavailable.Kind kind = switch (answer.status()) {
            case UNAUTHORIZED -> CrmUnavailable.Kind.SIGN_IN_REFUSED;
            case FORBIDDEN -> CrmUnavailable.Kind.ACCESS_DENIED;
            case 400, 422 -> CrmUnavailable.Kind.BAD_REQUEST;
            default -> CrmUnavailable.Kind.OUTAGE;
        };
        String said = kind == CrmUnavailable.Kind.OUTAGE ? "" : CrmErrorText.of(answer);
        throw new CrmUnavailable(kind, why + said, answer.retryAfter());
    }
}
