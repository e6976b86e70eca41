package io.leadloop.ops.signin;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The identity provider by which people may sign in, beside the engine's own users.
 *
 * @param issuer as the provider's discovery document writes it (OpenID Connect Discovery 1.0, section 4)
 * @param clientId of LeadLoop at the identity provider
 * @param clientSecret of LeadLoop at the identity provider
 * @param label what stands on the button of the sign-in page
 * @param scopes what is asked for; {@code openid} has to be among them
 * @param userNameClaim names a person here and in Cockpit; has to be unique and should never change
 * @param groupsClaim holds the names of a person's groups at the provider, as a list
 * @param groups which groups of the provider make a person a member of which group here: {@code camunda-admin},
 *     {@code operators}, {@code sales-ops}, {@code viewers}
 */
@ConfigurationProperties("leadloop.sign-in.oidc")
@ConditionalOnProperty("leadloop.sign-in.oidc.issuer")
record OidcSettings(
        URI issuer,
        String clientId,
        String clientSecret,
        @DefaultValue("single sign-on") String label,
        @DefaultValue({"openid", "profile"}) List<String> scopes,
        @DefaultValue("preferred_username") String userNameClaim,
        @DefaultValue("groups") String groupsClaim,
        Map<String, List<String>> groups) {

    OidcSettings {
        Assert.hasText(
                clientId, "leadloop.sign-in.oidc.client-id is missing: the id of LeadLoop at the identity provider");
        Assert.hasText(clientSecret, "leadloop.sign-in.oidc.client-secret is missing");
        Assert.notEmpty(
                groups,
                "leadloop.sign-in.oidc.groups is missing: nobody could sign in. Name for each group here (camunda-admin,"
                        + " operators, sales-ops, viewers) the groups of the identity provider that belong to it");
        Assert.isTrue(scopes.contains("openid"), "leadloop.sign-in.oidc.scopes lacks openid");
    }
}
