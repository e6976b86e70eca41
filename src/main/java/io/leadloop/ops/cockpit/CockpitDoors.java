package io.leadloop.ops.cockpit;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** What stands in front of everything that Camunda's web applications offer: first who asks, then what is asked. */
@Configuration(proxyBeanMethods = false)
class CockpitDoors {

    /** Behind the session and {@code ops.doors}, in front of Spring Security's and Camunda's own filters. */
    private static final int BEHIND_DOORS = Ordered.HIGHEST_PRECEDENCE + 70;

    @Bean
    FilterRegistrationBean<UnsignedSessionFilter> unsignedSessionFilter() {
        FilterRegistrationBean<UnsignedSessionFilter> registration =
                new FilterRegistrationBean<>(new UnsignedSessionFilter());
        registration.addUrlPatterns("/camunda/*");
        registration.setOrder(BEHIND_DOORS - 1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<QueryExpressionFilter> queryExpressionFilter(CockpitSession session) {
        FilterRegistrationBean<QueryExpressionFilter> registration =
                new FilterRegistrationBean<>(new QueryExpressionFilter(session));
        registration.addUrlPatterns("/camunda/api/*");
        registration.setOrder(BEHIND_DOORS);
        return registration;
    }
}
