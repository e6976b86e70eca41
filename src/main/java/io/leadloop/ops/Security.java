package io.leadloop.ops;

import io.leadloop.ops.cockpit.CockpitSession;
import io.leadloop.ops.signin.OidcSignIn;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Who may come in where. Users and groups are the engine's; webhooks have a door of their own in front of this one. */
@Configuration(proxyBeanMethods = false)
class Security {

    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'self'";

    /** No database takes the character NUL; whoever sends it is told so, wherever it is. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(it -> it.indexOf('\0') < 0);
        return firewall;
    }

    private static final String[] OPERATORS = {"ADMIN", "OPERATOR"};
    private static final String[] IMPORTERS = {"ADMIN", "OPERATOR", "SALES_OPS"};
    private static final String[] READERS = {"ADMIN", "OPERATOR", "SALES_OPS", "VIEWER"};

    /** The sandbox, which does not exist in production: machines, for which nothing is done that browsers need. */
    @Bean
    @Order(1)
    SecurityFilterChain sandboxDoors(HttpSecurity http) throws Exception {
        return http.securityMatcher("/sandbox/**")
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

    /**
     * Our REST interface for the plugin in Cockpit: by Cockpit's own session, with the same rules as by REST. The token
     * against forged requests is asked for by Camunda's filter, which stands behind this chain.
     */
    @Bean
    @Order(2)
    SecurityFilterChain restInCockpitDoors(HttpSecurity http, CockpitSession session) throws Exception {
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher("/camunda/api/leadloop/**"))
                .authorizeHttpRequests(it -> it.requestMatchers(HttpMethod.GET)
                        .hasAnyRole(READERS)
                        .anyRequest()
                        .hasAnyRole(OPERATORS))
                .addFilterBefore(session.filter(), AnonymousAuthenticationFilter.class)
                .exceptionHandling(it -> it.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                // It would give the session another id at each request, and whoever asks twice at once is signed out.
                .sessionManagement(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Cockpit, Tasklist and Admin have a sign-in, CSRF tokens and a content policy of their own. */
    @Bean
    @Order(3)
    SecurityFilterChain engineDoors(HttpSecurity http) throws Exception {
        return http.securityMatcher(
                        // By the whole address: Camunda's own servlets answer here, not Spring's.
                        PathPatternRequestMatcher.withDefaults().matcher("/camunda/**"))
                // Camunda's set-up of a first administrator is open to anybody while nobody is one (CVE-2026-77226);
                // ours is
                // FirstAdministrator.
                .authorizeHttpRequests(it -> it.requestMatchers(
                                PathPatternRequestMatcher.withDefaults().matcher("/camunda/api/admin/setup/**"),
                                PathPatternRequestMatcher.withDefaults().matcher("/camunda/app/admin/*/setup/**"))
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain restDoors(HttpSecurity http) throws Exception {
        return http.securityMatcher("/api/**", "/v3/api-docs/**")
                .authorizeHttpRequests(it -> it.requestMatchers(HttpMethod.GET)
                        .hasAnyRole(READERS)
                        .requestMatchers(HttpMethod.HEAD)
                        .hasAnyRole(READERS)
                        .requestMatchers("/api/connections/**")
                        .hasRole("ADMIN")
                        .requestMatchers("/api/pipeline/**")
                        .hasAnyRole("ADMIN", "SALES_OPS")
                        .requestMatchers("/api/leads/import/**", "/api/sources/*/try", "/api/sources/*/newest")
                        .hasAnyRole(IMPORTERS)
                        .anyRequest()
                        .hasAnyRole(OPERATORS))
                // Without a challenge no browser remembers the credentials, without a session no cookie counts: a page
                // of
                // somebody else cannot act for whoever is signed in here.
                .httpBasic(it -> it.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED)))
                .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain pageDoors(HttpSecurity http, CockpitSession session, ObjectProvider<OidcSignIn> oidc)
            throws Exception {
        OidcSignIn provider = oidc.getIfAvailable();
        if (provider != null) {
            http.oauth2Login(provider.door(signInTo(session)));
        }
        return http.authorizeHttpRequests(it -> it
                        // An error page tells what went wrong to whoever asked; the refusal itself is behind it.
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(
                                "/login",
                                "/actuator/health/**",
                                "/actuator/prometheus",
                                "/ops/leadloop.css",
                                "/ops/theme.js",
                                "/webjars/tabler__core/**",
                                "/ops/icon.svg",
                                "/favicon.ico")
                        .permitAll()
                        // Not an address: a mail or a number must not stand in histories and logs.
                        .requestMatchers(HttpMethod.POST, "/ops/leads/search")
                        .hasAnyRole(READERS)
                        // It may hold mail and phone in clear.
                        .requestMatchers(HttpMethod.POST, "/ops/inbox/*/payload")
                        .hasRole("ADMIN")
                        .requestMatchers(
                                HttpMethod.POST,
                                "/ops/connections/*/*/test",
                                "/ops/connections/account/*/audit",
                                "/ops/sources/*/try",
                                "/ops/sources/*/newest")
                        .hasAnyRole(IMPORTERS)
                        // What comes back from a platform's sign-in.
                        .requestMatchers("/ops/connections/oauth/**")
                        .hasRole("ADMIN")
                        // Who is who is a rule of sales ops; no key of the connection goes that way.
                        .requestMatchers(HttpMethod.POST, "/ops/connections/source/*/join")
                        .hasAnyRole("ADMIN", "SALES_OPS")
                        .requestMatchers(HttpMethod.POST, "/ops/connections/**")
                        .hasRole("ADMIN")
                        .requestMatchers(HttpMethod.POST, "/ops/pipeline/**")
                        .hasAnyRole("ADMIN", "SALES_OPS")
                        .requestMatchers("/ops/websites/**")
                        .hasAnyRole("ADMIN", "SALES_OPS")
                        .requestMatchers("/ops/erasure/**")
                        .hasAnyRole(OPERATORS)
                        .requestMatchers(HttpMethod.POST, "/ops/import/**")
                        .hasAnyRole(IMPORTERS)
                        .requestMatchers(HttpMethod.POST)
                        .hasAnyRole("ADMIN", "OPERATOR")
                        // Who is in no group may see nothing.
                        .anyRequest()
                        .hasAnyRole(READERS))
                .formLogin(it ->
                        it.loginPage("/login").successHandler(signInTo(session)).failureHandler(BeforeSignIn.refused()))
                .csrf(it -> it.csrfTokenRepository(BeforeSignIn.formTokens()))
                .requestCache(it -> it.requestCache(BeforeSignIn.wantedPage()))
                .addFilterAfter(BeforeSignIn.tokenBeforeThePage(), CsrfFilter.class)
                .addFilterBefore(session.filter(), AnonymousAuthenticationFilter.class)
                .exceptionHandling(it -> it.accessDeniedHandler(SignedOut.handler()))
                .logout(it -> it.logoutSuccessUrl("/login"))
                .headers(it -> it.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
                .build();
    }

    /** Whoever signs in to our pages is signed in to Cockpit too, then goes where they wanted to go. */
    private static AuthenticationSuccessHandler signInTo(CockpitSession session) {
        SavedRequestAwareAuthenticationSuccessHandler then = new SavedRequestAwareAuthenticationSuccessHandler();
        then.setRequestCache(BeforeSignIn.wantedPage());
        return (request, response, authentication) -> {
            session.begin(request, authentication.getName());
            then.onAuthenticationSuccess(request, response, authentication);
        };
    }
}
