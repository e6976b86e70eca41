package io.leadloop.ops.doors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets few people wait for platforms and CRMs at once: one that does not answer would take every thread of the server, and webhooks
 * would wait behind it. Whoever is one too many is answered with 429.
 */
@Component
class OutsideCalls implements HandlerInterceptor, WebMvcConfigurer {

    /** Of the server's 64 threads. */
    private static final int AT_ONCE = 8;

    private static final String HELD = OutsideCalls.class.getName();

    private final Semaphore free = new Semaphore(AT_ONCE);

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.hasMethodAnnotation(AsksOutside.class)) {
            if (!free.tryAcquire()) {
                throw new ResponseStatusException(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "Several platforms are being asked at this moment. Try again in some seconds.");
            }
            request.setAttribute(HELD, true);
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failed) {
        if (request.getAttribute(HELD) != null) {
            request.removeAttribute(HELD);
            free.release();
        }
    }
}
