package io.leadloop.ops.cockpit;

import java.util.Map;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/** Whose a stored session is: the user's who signed in to our pages, which begins one of Cockpit too, or to Cockpit alone. */
@Configuration(proxyBeanMethods = false)
class SessionOwner {

    /** Where Camunda's web applications keep who is signed in (AuthenticationUtil, 7.24). */
    static final String AUTHENTICATIONS = "authenticatedUser";

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsByUser() {
        return repository -> repository.setIndexResolver(SessionOwner::index);
    }

    /** A page and its parts ask at once with one session: each may be the first to store the same attribute. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> attributesOfRequestsAtOnce() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    private static Map<String, String> index(Session session) {
        Authentications signedIn = session.getAttribute(AUTHENTICATIONS);
        Authentication here = signedIn == null ? null : signedIn.getAuthenticationForProcessEngine("default");
        return here == null
                ? Map.of()
                : Map.of(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, here.getIdentityId());
    }
}
