package io.leadloop.ops.signin;

import io.leadloop.ops.cockpit.ProvidedUsers;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistration.ClientSettings;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;

/** Nothing of it exists where no issuer is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("leadloop.sign-in.oidc.issuer")
class OidcConfiguration {

    /** The provider is asked for its addresses at the first sign-in: LeadLoop starts while it is away. */
    @Bean
    ClientRegistrationRepository identityProvider(OidcSettings settings) {
        return new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(registration(settings)));
    }

    private static ClientRegistration registration(OidcSettings settings) {
        return ClientRegistrations.fromIssuerLocation(settings.issuer().toString())
                .registrationId(OidcSignIn.REGISTRATION)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .scope(settings.scopes())
                .userNameAttributeName(settings.userNameClaim())
                .clientSettings(ClientSettings.builder().requireProofKey(true).build())
                .build();
    }

    @Bean
    OidcSignIn oidcSignIn(OidcSettings settings, ProvidedUsers users) {
        return new OidcSignIn(settings, users);
    }
}
