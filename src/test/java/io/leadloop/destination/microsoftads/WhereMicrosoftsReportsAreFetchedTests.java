package io.leadloop.destination.microsoftads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.TokensInMemory;
import io.leadloop.http.AccessToken;
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.PublicAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Microsoft names any address for a report's file; what it names must not lead LeadLoop into the inner network. */
class WhereMicrosoftsReportsAreFetchedTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T10:25:00Z"), ZoneOffset.UTC);

    private final FakePlatform microsoft = new FakePlatform();
    private final FakePlatform inside =
            new FakePlatform().answersBy(body -> Answer.of(200, "the inner network's secret"));

    @AfterEach
    void close() {
        microsoft.close();
        inside.close();
    }

    private byte[] fetched(String address) throws Unavailable {
        microsoft.answers(
                Answer.of(200, "{\"ReportRequestId\":\"1\"}"),
                Answer.of(
                        200,
                        "{\"ReportRequestStatus\":{\"Status\":\"Success\",\"ReportDownloadUrl\":\"" + address
                                + "\"}}"));
        OutsideHttp http = new OutsideHttp(
                new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), new ObjectMapper(), CLOCK);
        URI base = microsoft.address();
        MicrosoftAdsProperties account = new MicrosoftAdsProperties(
                base,
                "v13",
                base.resolve("/token"),
                "s",
                "d",
                "7",
                "1",
                "c",
                "s",
                "r",
                Map.of(),
                false,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
        MicrosoftAdsReportProperties report = new MicrosoftAdsReportProperties(
                true, null, null, "AllConversions", "AllRevenue", ZoneOffset.UTC, Duration.ZERO, Duration.ZERO);
        AccessToken token = AccessToken.byRefreshToken(
                "m",
                new AccessToken.Client("c", "s", "r", account.tokenUri(), null),
                new TokensInMemory(),
                http,
                CLOCK);
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("Type", "T");
        return new MicrosoftAdsReportJob(
                        new MicrosoftAdsCalls(account, http, token),
                        base.resolve("/Reporting/v13"),
                        "1",
                        report,
                        new PublicAddresses(host -> new InetAddress[] {
                            InetAddress.getByName(host.startsWith("public") ? "93.184.215.14" : "10.0.0.7")
                        }),
                        time -> {})
                .file(request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://public.example.com/report.zip",
                "https://user:password@public.example.com/report.zip",
                "https://inside.example.com/report.zip",
                "https://10.0.0.7/report.zip",
                "file:///etc/passwd",
                "https:///report.zip",
                "not an address",
            })
    void plain_http_a_private_address_and_no_address_at_all_are_not_fetched(String address) {
        assertThatThrownBy(() -> fetched(address))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("address");
        assertThat(microsoft.requests()).hasSize(2);
    }

    @Test
    void a_redirect_is_not_followed() {
        microsoft.redirects("/file", inside.address());
        assertThatThrownBy(() -> fetched(microsoft.address() + "/file?sig=1")).hasMessageContaining("HTTP 302");
        assertThat(inside.requests()).isEmpty();
    }

    @Test
    void the_file_is_fetched_without_the_sign_in() throws Exception {
        microsoft.answersRequestsBy(request -> Answer.of(200, "bytes"));
        assertThat(fetched(microsoft.address() + "/file?sig=1")).asString().isEqualTo("bytes");
        assertThat(microsoft.requests().get(2).header("Authorization")).isEmpty();
        assertThat(microsoft.requests().get(2).header("DeveloperToken")).isEmpty();
    }

    @Test
    void a_file_of_more_than_16_mb_is_left() {
        microsoft.answersRequestsBy(request -> Answer.of(200, "x".repeat(16 * 1024 * 1024 + 1)));
        assertThatThrownBy(() -> fetched(microsoft.address() + "/file")).hasMessageContaining("16 MB");
    }
}
