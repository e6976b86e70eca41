package io.leadloop.crm;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.inbox.InboxSettings;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * {@code POST /webhooks/{source}} and {@code POST /webhooks/{source}/{token}}. A filter that ends the chain: what pages need
 * (sessions, sign-in, Spring's routes) costs as much as the webhook itself, which proves itself by its own signature.
 * No sender holds a thread while it sends: {@link WebhookBody} collects a body that did not come along with its head.
 */
@Configuration(proxyBeanMethods = false)
class WebhookDoor {

    @Bean
    FilterRegistrationBean<HttpFilter> webhookFilter(
            WebhookReceiver receiver, InboxSettings settings, ObjectMapper json) {
        FilterRegistrationBean<HttpFilter> registration =
                new FilterRegistrationBean<>(filter(new WebhookExchange(receiver, json), settings));
        registration.addUrlPatterns("/webhooks/*");
        // Behind the doors that refuse a request by its head, in front of the session and the sign-in.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        registration.setAsyncSupported(true);
        return registration;
    }

    private static HttpFilter filter(WebhookExchange exchange, InboxSettings settings) {
        // One byte more shows that the body is larger than allowed.
        int most = (int) settings.maxBody().toBytes() + 1;
        return new HttpFilter() {
            @Override
            protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws IOException {
                long length = request.getContentLengthLong();
                boolean chunked = request.getHeader("Transfer-Encoding") != null;
                if (!chunked && (length <= 0 || request.getInputStream().available() >= length)) {
                    exchange.answer(request, response, request.getInputStream().readNBytes(most));
                    return;
                }
                AsyncContext waiting = request.startAsync(request, response);
                waiting.setTimeout(settings.bodyTimeout().toMillis());
                WebhookBody body = new WebhookBody(waiting, most, bytes -> exchange.answer(request, response, bytes));
                waiting.addListener(body, request, response);
                request.getInputStream().setReadListener(body);
            }
        };
    }
}
