package io.leadloop.ops.cockpit;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts the filter for queries in front of everything that Camunda's web applications offer. */
@Configuration(proxyBeanMethods = false)
class CockpitDoors {

    @Bean
    FilterRegistrationBean<QueryExpressionFilter> queryExpressionFilter() {
        FilterRegistrationBean<QueryExpressionFilter> registration =
                new FilterRegistrationBean<>(new QueryExpressionFilter());
        registration.addUrlPatterns("/camunda/api/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
