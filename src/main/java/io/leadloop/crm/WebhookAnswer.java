package io.leadloop.crm;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the sender of a webhook hears: the CRM's own form of "stored", or a problem (RFC 9457) whose instance is the source
 * only, because the address may hold its token.
 */
record WebhookAnswer(
        @Nullable WebhookReply stored, @Nullable ProblemDetail problem) {

    static WebhookAnswer stored(WebhookReply reply) {
        return new WebhookAnswer(reply, null);
    }

    static WebhookAnswer refused(String source, WebhookRefused refused) {
        return problem(source, refused.status(), "Webhook refused, nothing was stored", refused.words());
    }

    /** @param cause a sentence with a space behind it, or nothing */
    static WebhookAnswer notStored(String source, String cause) {
        return problem(
                source,
                HttpStatus.SERVICE_UNAVAILABLE.value(),
                "Nothing was stored",
                cause + "The webhook could not be stored. Send it again later.");
    }

    static WebhookAnswer onlyPosted(String source) {
        return problem(
                source,
                HttpStatus.METHOD_NOT_ALLOWED.value(),
                "Webhooks are sent by POST",
                "Nothing can be read here. Set this address as the target of the CRM's webhooks.");
    }

    private static WebhookAnswer problem(String source, int status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(status), detail);
        problem.setTitle(title);
        problem.setInstance(instance(source));
        return new WebhookAnswer(null, problem);
    }

    private static URI instance(String source) {
        return UriComponentsBuilder.fromPath("/webhooks/{source}").build(source);
    }
}
