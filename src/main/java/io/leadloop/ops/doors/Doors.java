package io.leadloop.ops.doors;

import io.leadloop.database.DatabaseTroubles;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The filters in front of all others, in their order. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DoorSettings.class)
class Doors {

    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE;
    private static final int BEFORE_SESSION = FIRST + 40;
    /** Behind the session (spring-session stands at HIGHEST_PRECEDENCE + 50), which says who is signed in. */
    private static final int BEHIND_SESSION = FIRST + 60;

    @Bean
    FilterRegistrationBean<Filter> hostFilter(DoorSettings settings) {
        if (settings.address() == null) {
            FilterRegistrationBean<Filter> none =
                    before(FIRST, (request, response, chain) -> chain.doFilter(request, response), "/*");
            none.setEnabled(false);
            return none;
        }
        return before(
                FIRST, new HostFilter(Objects.requireNonNull(settings.address().getHost())), "/*");
    }

    @Bean
    FilterRegistrationBean<Filter> databaseTroubleFilter(DatabaseTroubles troubles) {
        return before(BEFORE_SESSION, new DatabaseTroubleFilter(troubles), "/*");
    }

    @Bean
    FilterRegistrationBean<Filter> contentTypeFilter() {
        return before(FIRST, new ContentTypeFilter(), "/*");
    }

    @Bean
    FilterRegistrationBean<Filter> unknownBodyFilter(DoorSettings settings, SignedInSessions sessions) {
        return before(BEHIND_SESSION, new UnknownBodyFilter(sessions::isSignedIn, settings), "/*");
    }

    private static FilterRegistrationBean<Filter> before(int order, Filter filter, String paths) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(paths);
        registration.setOrder(order);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        registration.setAsyncSupported(true);
        return registration;
    }
}
