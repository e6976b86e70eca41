package io.leadloop.destination;

import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.TokenError;
import java.util.regex.Pattern;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.client.RestClientException;

/** One call for a platform's report: silence and a refused sign-in become words for an operator. */
public final class ReportCall {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_./-]{1,60}");

    private ReportCall() {}

    /** The call. */
    @FunctionalInterface
    public interface Call<T> {
        T answer() throws OutsideHttp.NoAnswer;
    }

    /**
     * @param platform what people call it
     * @param signIn what to do when it refuses the sign-in; a whole sentence
     */
    public static <T> T of(String platform, String signIn, Call<T> call) throws Unavailable {
        try {
            return call.answer();
        } catch (OAuth2AuthorizationException e) {
            throw new Unavailable(
                    TokenError.refusesCredentials(e)
                            ? platform + " refuses the sign-in ("
                                    + code(e.getError().getErrorCode()) + "). " + signIn
                            : silent(platform));
        } catch (OutsideHttp.NoAnswer | RestClientException e) {
            throw new Unavailable(silent(platform));
        }
    }

    private static String silent(String platform) {
        return platform + " did not answer. It is asked again tomorrow.";
    }

    /** A code of a platform's answer, which may be shown; its sentences may repeat the request. */
    public static String code(String said) {
        return CODE.matcher(said).matches() ? said : "unsaid";
    }

    /** How an answer that was no report begins in words. */
    public static String refused(String platform, String account, OutsideAnswer answer, String code) {
        return platform + " gives no report of account " + account + " (HTTP " + answer.status() + " " + code(code)
                + "). ";
    }
}
