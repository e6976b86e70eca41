package io.leadloop.ops;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Who may come in where. Users and groups are the engine's; webhooks prove themselves by their own signature. */
@Configuration(proxyBeanMethods = false)
class Security {

    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'self'";

    /**
     * Machines that carry their own proof, and the sandbox, which does not exist in production. Nothing that browsers need
     * is done for them: a webhook passes here thousands of times a second.
     */
    @Bean
    @Order(1)
    SecurityFilterChain machineDoors(HttpSecurity http) throws Exception {
        return http.securityMatcher("/webhooks/**", "/sandbox/**")
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Cockpit, Tasklist and Admin have a sign-in, CSRF tokens and a content policy of their own. */
    @Bean
    @Order(2)
    SecurityFilterChain engineDoors(HttpSecurity http) throws Exception {
        return http.securityMatcher(
                        // By the whole address: Camunda's own servlets answer here, not Spring's.
                        PathPatternRequestMatcher.withDefaults().matcher("/camunda/**"))
                .authorizeHttpRequests(it -> it.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain restDoors(HttpSecurity http) throws Exception {
        return http.securityMatcher("/api/**", "/v3/api-docs/**")
                .authorizeHttpRequests(it -> it.requestMatchers(HttpMethod.GET)
                        .authenticated()
                        .anyRequest()
                        .hasAnyRole("ADMIN", "OPERATOR"))
                .httpBasic(Customizer.withDefaults())
                .csrf(it -> it.requireCsrfProtectionMatcher(Security::ridesOnACookie))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain pageDoors(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(it -> it
                        // An error page tells what went wrong to whoever asked; the refusal itself is behind it.
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(
                                "/login",
                                "/actuator/health/**",
                                "/actuator/prometheus",
                                "/ops/leadloop.css",
                                "/favicon.ico")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST)
                        .hasAnyRole("ADMIN", "OPERATOR")
                        .anyRequest()
                        .authenticated())
                .formLogin(it -> it.loginPage("/login").defaultSuccessUrl("/", false))
                .logout(it -> it.logoutSuccessUrl("/login"))
                .headers(it -> it.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
                .build();
    }

    /** A request that changes something and is trusted for its cookie needs the token; one with credentials does not. */
    private static boolean ridesOnACookie(HttpServletRequest request) {
        boolean changes = !"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod());
        return changes && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
    }
}
