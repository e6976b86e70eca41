package io.leadloop.destination.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.x.OAuth1.Credentials;
import io.leadloop.destination.x.OAuth1.Parameter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The published examples of a signature: RFC 5849 and X's page "Creating a signature". */
class OAuth1Tests {

    private static final Credentials OF_X = new Credentials(
            "xvz1evFS4wEEPTGEFPHBog",
            "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
            "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
            "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE");

    @Test
    void the_base_string_is_that_of_the_rfc() {
        assertThat(OAuth1.base(
                        "POST",
                        URI.create("HTTP://EXAMPLE.COM:80/request"),
                        List.of(
                                new Parameter("b5", "=%3D"),
                                new Parameter("a3", "a"),
                                new Parameter("c@", ""),
                                new Parameter("a2", "r b"),
                                new Parameter("oauth_consumer_key", "9djdj82h48djs9d2"),
                                new Parameter("oauth_token", "kkk9d7dh3k39sjv7"),
                                new Parameter("oauth_signature_method", "HMAC-SHA1"),
                                new Parameter("oauth_timestamp", "137131201"),
                                new Parameter("oauth_nonce", "7d8f3e4a"),
                                new Parameter("c2", ""),
                                new Parameter("a3", "2 q"))))
                .isEqualTo("POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D"
                        + "%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a"
                        + "%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k"
                        + "39sjv7");
    }

    @Test
    void the_signature_is_that_of_the_rfc() {
        assertThat(OAuth1.signature(
                        "GET",
                        URI.create("http://photos.example.net/photos"),
                        List.of(
                                new Parameter("file", "vacation.jpg"),
                                new Parameter("size", "original"),
                                new Parameter("oauth_consumer_key", "dpf43f3p2l4k3l03"),
                                new Parameter("oauth_token", "nnch734d00sl2jdk"),
                                new Parameter("oauth_signature_method", "HMAC-SHA1"),
                                new Parameter("oauth_timestamp", "137131202"),
                                new Parameter("oauth_nonce", "chapoH")),
                        new Credentials(
                                "dpf43f3p2l4k3l03", "kd94hf93k423kf44", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00")))
                .isEqualTo("MdpQcU8iPSUjWoN/UDMsK2sui9I=");
    }

    @Test
    void the_signature_is_that_of_x() {
        assertThat(OAuth1.signature(
                        "POST",
                        URI.create("https://api.twitter.com/1/statuses/update.json"),
                        List.of(
                                new Parameter("status", "Hello Ladies + Gentlemen, a signed OAuth request!"),
                                new Parameter("include_entities", "true"),
                                new Parameter("oauth_consumer_key", OF_X.consumerKey()),
                                new Parameter("oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg"),
                                new Parameter("oauth_signature_method", "HMAC-SHA1"),
                                new Parameter("oauth_timestamp", "1318622958"),
                                new Parameter("oauth_token", OF_X.token()),
                                new Parameter("oauth_version", "1.0")),
                        OF_X))
                .isEqualTo("tnnArxj06cWHq44gCs1OSKk/jLY=");
    }

    @Test
    void the_header_holds_everything_encoded_and_its_time_is_the_clocks() {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1318622958), ZoneOffset.UTC);
        OAuth1 signer = new OAuth1(OF_X, () -> "a nonce", clock);
        assertThat(signer.authorization("POST", URI.create("https://ads-api.x.com/12/measurement/conversions/o8z6j")))
                .startsWith("OAuth oauth_consumer_key=\"xvz1evFS4wEEPTGEFPHBog\", oauth_nonce=\"a%20nonce\","
                        + " oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"1318622958\","
                        + " oauth_token=\"370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb\","
                        + " oauth_version=\"1.0\", oauth_signature=\"")
                .endsWith("%3D\"");
    }

    @Test
    void the_secrets_are_not_in_its_text() {
        assertThat(OF_X.toString()).doesNotContain(OF_X.consumerSecret(), OF_X.tokenSecret());
    }
}
