package io.leadloop.connection;

import io.leadloop.connection.ConnectionStore.Kept;
import io.leadloop.http.AuthorizationCode;
import io.leadloop.http.AuthorizationCode.App;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** "Connect with ...": an administrator lets the customer's own OAuth app in, and the connection gets its refresh token. */
@Component
public class ConnectionSignIn {

    private static final Duration TIME = Duration.ofMinutes(10);
    private static final int STATE_BYTES = 32;

    private final ConnectionStore store;
    private final ConnectionTypes types;
    private final AskedConsents asked;
    private final AuthorizationCode codes;
    private final SignInSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ConnectionSignIn(
            ConnectionStore store,
            ConnectionTypes types,
            AskedConsents asked,
            AuthorizationCode codes,
            SignInSettings settings,
            Clock clock) {
        this.store = store;
        this.types = types;
        this.asked = asked;
        this.codes = codes;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * That a connection can be signed in for.
     *
     * @param name of who asks the person to sign in
     * @param appAt where the redirect address is typed
     * @param isReady whether the app's id and secret are kept
     */
    public record Offer(String name, String appAt, boolean isReady) {}

    /**
     * A consent that is asked for.
     *
     * @param address where the person says yes
     * @param host of the address, for people
     * @param scopes what for
     */
    public record Consent(String name, String address, String host, Set<String> scopes) {}

    public Optional<Offer> offer(Connection it) {
        return SignInPlatform.of(it.kind(), it.type())
                .map(platform -> new Offer(
                        platform.name(),
                        platform.appAt(),
                        it.keys().containsKey("client-id") && it.secrets().contains("client-secret")));
    }

    /**
     * Asks for a consent, which has to come within ten minutes.
     *
     * @param redirectUri where the answer goes, as it is registered with the app
     * @throws SignInFailed if the connection is not there or lacks what is needed
     */
    public Consent ask(ConnectionKind kind, String name, URI redirectUri, String who) throws SignInFailed {
        Kept kept = kept(kind, name);
        SignInPlatform platform = platform(kept);
        App app = app(kept, platform, redirectUri);
        String state = state();
        AuthorizationCode.Asked consent = AuthorizationCode.ask(app, state);
        asked.forget(clock.instant().minus(TIME));
        asked.keep(
                state,
                new AskedConsents.Asked(
                        kind,
                        name,
                        who,
                        redirectUri,
                        consent.verifier(),
                        clock.instant().plus(TIME)));
        return new Consent(
                platform.name(), consent.address().toString(), consent.address().getAuthority(), app.scopes());
    }

    /**
     * Takes up the answer to a consent, once, and fetches the tokens for its code.
     *
     * @param code null or blank where the platform sent none
     * @param error the platform's word for why there is none (RFC 6749, 4.1.2.1)
     * @throws SignInFailed if there are none
     */
    public SignedIn answered(String state, @Nullable String code, @Nullable String error, String who)
            throws SignInFailed {
        AskedConsents.Asked consent = asked.take(state)
                .orElseThrow(
                        () -> new SignInFailed(
                                null,
                                null,
                                "This sign-in is not known, or was answered already. Press \"Connect with\" on the connection again."));
        if (!consent.by().equals(who)) {
            throw failed(consent, "Another user began this sign-in. Nothing was connected; begin it yourself.");
        }
        if (consent.endsAt().isBefore(clock.instant())) {
            throw failed(consent, "The sign-in took longer than ten minutes. Nothing was connected; begin again.");
        }
        Kept kept = kept(consent.kind(), consent.name());
        SignInPlatform platform = platform(kept);
        if (code == null || code.isBlank() || error != null) {
            throw failed(consent, GivenTokens.denied(platform, error));
        }
        App app = app(kept, platform, consent.redirectUri());
        return new GivenTokens(
                        platform,
                        kept,
                        types.find(consent.kind(), platform.type()).orElseThrow(),
                        clock)
                .of(app, redeemed(app, state, code, consent, platform));
    }

    private AuthorizationCode.Given redeemed(
            App app, String state, String code, AskedConsents.Asked consent, SignInPlatform platform)
            throws SignInFailed {
        try {
            return codes.redeem(app, state, code, consent.verifier());
        } catch (OAuth2AuthorizationException refused) {
            throw failed(
                    consent,
                    refused.getCause() instanceof RestClientException
                            ? GivenTokens.silent(platform)
                            : GivenTokens.refused(platform, refused, Set.of(app.clientSecret(), code)));
        } catch (RestClientException silent) {
            throw failed(consent, GivenTokens.silent(platform));
        }
    }

    private App app(Kept kept, SignInPlatform platform, URI redirectUri) throws SignInFailed {
        Connection it = kept.connection();
        ConnectionValues values =
                new ConnectionValues(kept, types.find(it.kind(), it.type()).orElseThrow());
        String id = values.of("client-id").orElse(null);
        String secret = values.of("client-secret").orElse(null);
        if (id == null || secret == null) {
            throw new SignInFailed(it.kind(), it.name(), "Save client-id and client-secret of your own app first.");
        }
        try {
            URI tokenUri = platform.tokenUri(values);
            return new App(
                    id,
                    secret,
                    settings.authorizeUri(it.type()).orElseGet(() -> platform.authorizeUri(tokenUri)),
                    tokenUri,
                    redirectUri,
                    platform.scopes(values),
                    platform.parameters(),
                    platform.proves());
        } catch (IllegalArgumentException unset) {
            throw new SignInFailed(it.kind(), it.name(), String.valueOf(unset.getMessage()));
        }
    }

    private Kept kept(ConnectionKind kind, String name) throws SignInFailed {
        return store.find(kind, name)
                .filter(it -> it.connection().state() != ConnectionState.REMOVED)
                .orElseThrow(() -> new SignInFailed(null, null, "There is no connection '" + name + "'."));
    }

    private static SignInPlatform platform(Kept kept) throws SignInFailed {
        Connection it = kept.connection();
        return SignInPlatform.of(it.kind(), it.type())
                .orElseThrow(() -> new SignInFailed(
                        it.kind(), it.name(), "A connection of the type " + it.type() + " has no such sign-in."));
    }

    private static SignInFailed failed(AskedConsents.Asked consent, String words) {
        return new SignInFailed(consent.kind(), consent.name(), words);
    }

    private String state() {
        byte[] bytes = new byte[STATE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
