package io.leadloop.crm;

import io.leadloop.inbox.InboxSettings;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets no sender of a webhook hold a thread while it sends: a body that did not come along with its head is collected by
 * {@link WebhookBody} and goes on once it is whole.
 */
@Configuration(proxyBeanMethods = false)
class SlowWebhooks {

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> slowWebhookFilter(InboxSettings settings) {
        FilterRegistrationBean<OncePerRequestFilter> registration =
                new FilterRegistrationBean<>(filter((int) settings.maxBody().toBytes(), settings.bodyTimeout()));
        registration.addUrlPatterns("/webhooks/*");
        // Behind the doors that refuse a request by its head.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        return registration;
    }

    private static OncePerRequestFilter filter(int most, Duration timeout) {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                long length = request.getContentLengthLong();
                boolean chunked = request.getHeader("Transfer-Encoding") != null;
                boolean isHere =
                        !chunked && (length <= 0 || request.getInputStream().available() >= length);
                if (isHere) {
                    chain.doFilter(request, response);
                    return;
                }
                AsyncContext waiting = request.startAsync(request, response);
                waiting.setTimeout(timeout.toMillis());
                WebhookBody body = new WebhookBody(waiting, most);
                waiting.addListener(body, request, response);
                request.getInputStream().setReadListener(body);
            }
        };
    }
}
