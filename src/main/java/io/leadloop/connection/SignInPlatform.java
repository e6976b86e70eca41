package io.leadloop.connection;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where and how a person says yes to an OAuth app, by type of connection.
 *
 * @param name of who asks the person to sign in
 * @param authorize the address of the consent; a relative one is a sibling of the token address
 * @param token the address of tokens where the connection has no {@code token-uri}; {@code {key}} stands for a value of it
 * @param scopes asked for always; {@code {key}} stands for a value of the connection
 * @param scopesByKey asked for where the connection has that key
 * @param parameters further ones of the authorize address
 * @param proves whether a proof of PKCE is sent
 * @param appAt where the redirect address is typed, for people
 * @param noRefreshToken why there may be no refresh token, for people
 * @param source of these facts
 */
record SignInPlatform(
        ConnectionKind kind,
        String type,
        String name,
        String authorize,
        String token,
        List<String> scopes,
        Map<String, String> scopesByKey,
        Map<String, String> parameters,
        boolean proves,
        String appAt,
        String noRefreshToken,
        String source) {

    private static final Pattern KEY = Pattern.compile("\\{([a-z-]+)}");

    /** They ask for a refresh token or a sign-in; no platform tells them reliably among what was granted. */
    private static final Set<String> OF_THE_PROTOCOL = Set.of("offline_access", "refresh_token", "openid", "oauth");

    private static final String GOOGLE_ADS = "https://www.googleapis.com/auth/adwords";
    private static final String WITHOUT =
            "Remove the app's access in your account at %s, then connect again: %1$s gives a refresh token at a new consent.";

    private static final List<SignInPlatform> ALL = List.of(
            google("google-ads", List.of("https://www.googleapis.com/auth/datamanager"), "report.developer-token"),
            google("google-ads-legacy", List.of(GOOGLE_ADS), "developer-token"),
            new SignInPlatform(
                    ConnectionKind.ACCOUNT,
                    "linkedin",
                    "LinkedIn",
                    "https://www.linkedin.com/oauth/v2/authorization",
                    "https://www.linkedin.com/oauth/v2/accessToken",
                    List.of("rw_conversions", "r_ads"),
                    Map.of("report.ad-account-id", "r_ads_reporting"),
                    Map.of(),
                    // Only for native apps on loopback addresses.
                    false,
                    "LinkedIn developer portal, your app, Auth, Authorized redirect URLs",
                    "LinkedIn gives refresh tokens to approved apps only.",
                    "learn.microsoft.com/linkedin/shared/authentication/authorization-code-flow, programmatic-refresh-tokens"),
            new SignInPlatform(
                    ConnectionKind.ACCOUNT,
                    "microsoft-ads",
                    "Microsoft",
                    "authorize",
                    "{token-uri}",
                    List.of("{scope}"),
                    Map.of(),
                    Map.of(),
                    true,
                    "Microsoft Entra, App registrations, your app, Authentication, platform Web",
                    "The scope offline_access has to be among those of the key scope.",
                    "learn.microsoft.com/advertising/guides/authentication-oauth-get-tokens"),
            new SignInPlatform(
                    ConnectionKind.SOURCE,
                    "hubspot",
                    "HubSpot",
                    "https://app.hubspot.com/oauth/authorize",
                    "{base-url}{token-path}",
                    List.of("oauth", "crm.objects.contacts.read", "crm.objects.deals.read"),
                    Map.of("write-back-field", "crm.objects.contacts.write crm.objects.deals.write"),
                    Map.of(),
                    // Its token endpoint names code_verifier, its authorize address no challenge.
                    false,
                    "HubSpot, your app, Auth, Redirect URLs",
                    "HubSpot gives one with every consent; look whether the app is an OAuth app.",
                    "developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens"),
            new SignInPlatform(
                    ConnectionKind.SOURCE,
                    "salesforce",
                    "Salesforce",
                    "authorize",
                    "{base-url}/services/oauth2/token",
                    List.of("api", "refresh_token"),
                    Map.of(),
                    Map.of(),
                    true,
                    "Salesforce Setup, your external client app or connected app, Callback URL",
                    "The app has to allow the scope \"Perform requests at any time (refresh_token, offline_access)\".",
                    "help.salesforce.com remoteaccess_oauth_web_server_flow"));

    /** PKCE: documented for installed applications; for web applications with a secret UNCONFIRMED, and sent all the same, for it only adds a proof. */
    private static SignInPlatform google(String type, List<String> scopes, String reports) {
        return new SignInPlatform(
                ConnectionKind.ACCOUNT,
                type,
                "Google",
                "https://accounts.google.com/o/oauth2/v2/auth",
                "https://oauth2.googleapis.com/token",
                scopes,
                Map.of(reports, GOOGLE_ADS),
                Map.of("access_type", "offline", "prompt", "consent"),
                true,
                "Google Cloud console, APIs & Services, Credentials, your client, Authorized redirect URIs",
                WITHOUT.formatted("Google"),
                "developers.google.com/identity/protocols/oauth2/web-server");
    }

    static Optional<SignInPlatform> of(ConnectionKind kind, String type) {
        return ALL.stream()
                .filter(it -> it.kind == kind && it.type.equals(type))
                .findFirst();
    }

    /** Throws IllegalArgumentException if a key that it needs is not set, or the address is none. */
    URI tokenUri(ConnectionValues values) {
        return URI.create(values.of("token-uri").orElseGet(() -> filled(token, values)));
    }

    URI authorizeUri(URI tokenUri) {
        return tokenUri.resolve(authorize);
    }

    Set<String> scopes(ConnectionValues values) {
        Set<String> asked = new LinkedHashSet<>();
        scopes.forEach(it -> asked.addAll(List.of(filled(it, values).split(" "))));
        scopesByKey.forEach((key, more) -> {
            if (values.isSet(key)) {
                asked.addAll(List.of(more.split(" ")));
            }
        });
        return asked;
    }

    /** What was asked for and not given. */
    static Set<String> missing(Set<String> asked, Set<String> granted) {
        Set<String> missing = new LinkedHashSet<>(asked);
        missing.removeAll(OF_THE_PROTOCOL);
        if (granted.isEmpty()) {
            return Set.of();
        }
        missing.removeAll(granted);
        return missing;
    }

    private static String filled(String text, ConnectionValues values) {
        return KEY.matcher(text)
                .replaceAll(it -> Matcher.quoteReplacement(values.of(it.group(1))
                        .map(value -> value.replaceAll("/+$", ""))
                        .orElseThrow(() -> new IllegalArgumentException("Set " + it.group(1) + " first."))));
    }
}
