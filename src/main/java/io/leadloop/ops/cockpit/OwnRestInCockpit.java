package io.leadloop.ops.cockpit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Our own REST inside Cockpit acts on the engine as LeadLoop, like the same REST outside: the person's role was checked at
 * the door, and the desk writes its verbs down itself. Camunda's filter signs the person in to the engine for the request.
 */
@Configuration(proxyBeanMethods = false)
class OwnRestInCockpit implements WebMvcConfigurer, HandlerInterceptor {

    private final IdentityService identity;

    OwnRestInCockpit(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/camunda/api/leadloop/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        identity.clearAuthentication();
        return true;
    }
}
