package io.leadloop.ops.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A chat and a mail box are told what the webhook is told, each by itself, and nobody who is not configured. */
@StoryTest
class AlertChannelsStoryTests {

    private static final List<String> PEOPLE = List.of("ops@example.com", "night@example.com");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    AlertWatch watch;

    @Autowired
    AlertNotices notices;

    @Autowired
    OutsideHttp http;

    @Autowired
    ObjectMapper json;

    private final List<String> chat = new ArrayList<>();
    private final GreenMail mails = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));
    private HttpServer chatServer;

    static AlertSettings settings(
            @Nullable URI url, @Nullable String secret, @Nullable URI slackUrl, List<String> mailTo) {
        return new AlertSettings(
                url,
                secret,
                slackUrl,
                mailTo,
                "leadloop@example.com",
                1,
                Duration.ofMinutes(5),
                10,
                Duration.ofDays(1),
                null,
                Duration.ofDays(1));
    }

    @BeforeEach
    void a_chat_and_a_mail_server() throws IOException {
        clock.set("2026-10-03T10:25:00Z");
        house.sql("delete from leadloop.alert");
        house.sql("update leadloop.source_heartbeat set heard_at = timestamptz '2026-10-03T10:20:00Z'");
        chatServer = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        chatServer.createContext("/", exchange -> {
            chat.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            // "HTTP 200 with a plain text ok": api.slack.com, incoming webhooks.
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        chatServer.start();
        mails.start();
    }

    @AfterEach
    void they_end() {
        chatServer.stop(0);
        mails.stop();
        house.sql("delete from leadloop.crm_refusal");
        house.sql("delete from leadloop.alert");
    }

    private AlertSender sender() {
        AlertSettings settings = settings(
                null,
                null,
                URI.create("http://localhost:" + chatServer.getAddress().getPort() + "/services/T0/B0/x"),
                PEOPLE);
        JavaMailSenderImpl server = new JavaMailSenderImpl();
        server.setHost("localhost");
        server.setPort(mails.getSmtp().getPort());
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("server", server);
        return new AlertSender(
                notices,
                settings,
                List.of(
                        new WebhookAlerts(settings, http, json, clock),
                        new SlackAlerts(settings, http, json),
                        new MailAlerts(settings, beans.getBeanProvider(JavaMailSender.class))),
                clock);
    }

    private void theCrmRefuses() {
        house.sql(
                "insert into leadloop.crm_refusal (source, call, is_sign_in, words, since) values ('generic', 'LOOKUP',"
                        + " true, 'It says: <token> & \"revoked\".', '2026-10-03T10:20:00Z')");
    }

    private List<MimeMessage> mailsAbout(String words) {
        return List.of(mails.getReceivedMessages()).stream()
                .filter(it -> GreenMailUtil.getBody(it).contains(words))
                .toList();
    }

    @Test
    void a_chat_is_told_once_in_its_own_form_and_when_it_is_over() {
        AlertSender sender = sender();
        theCrmRefuses();
        watch.look();
        sender.send();
        sender.send();
        assertThat(chat)
                .filteredOn(it -> it.contains("revoked"))
                .singleElement()
                .satisfies(it -> assertThat(it)
                        .startsWith("{\"text\":\"LeadLoop: The CRM of the source generic refuses LeadLoop. ")
                        .contains("&lt;token&gt; &amp; \\\"revoked\\\""));
        house.sql("delete from leadloop.crm_refusal");
        watch.look();
        sender.send();
        assertThat(chat)
                .filteredOn(it -> it.contains("Over: The CRM of the source generic"))
                .hasSize(1);
    }

    @Test
    void a_mail_goes_to_everybody_once_and_its_end_stands_in_the_same_thread() throws Exception {
        AlertSender sender = sender();
        theCrmRefuses();
        watch.look();
        sender.send();
        sender.send();
        List<MimeMessage> told = mailsAbout("refuses LeadLoop");
        assertThat(told).hasSize(PEOPLE.size());
        MimeMessage mail = told.get(0);
        assertThat(mail.getSubject()).isEqualTo("LeadLoop: The CRM of the source generic refuses LeadLoop");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactlyElementsOf(PEOPLE);
        house.sql("delete from leadloop.crm_refusal");
        watch.look();
        sender.send();
        List<MimeMessage> over = mailsAbout("Over: The CRM");
        assertThat(over).hasSize(PEOPLE.size());
        assertThat(over.get(0).getHeader("References")).isEqualTo(mail.getHeader("References"));
    }

    @Test
    void a_mail_server_that_is_down_delays_no_chat_and_is_told_later() {
        AlertSender sender = sender();
        int port = mails.getSmtp().getPort();
        mails.stop();
        theCrmRefuses();
        watch.look();
        sender.send();
        assertThat(chat).filteredOn(it -> it.contains("revoked")).hasSize(1);
        GreenMail again = new GreenMail(new ServerSetup(port, null, ServerSetup.PROTOCOL_SMTP));
        again.start();
        try {
            clock.pass(Duration.ofMinutes(2));
            sender.send();
            assertThat(again.getReceivedMessages()).isNotEmpty();
            assertThat(chat).filteredOn(it -> it.contains("revoked")).hasSize(1);
        } finally {
            again.stop();
        }
    }

    @Test
    void an_address_without_a_mail_server_stops_the_start_in_words() {
        assertThatThrownBy(() -> new MailAlerts(
                        settings(null, null, null, PEOPLE),
                        new StaticListableBeanFactory().getBeanProvider(JavaMailSender.class)))
                .hasMessage("Set spring.mail.host too: leadloop.alerts.mail-to needs a mail server.");
    }

    @Test
    void the_page_and_rest_show_it_although_no_channel_is_configured() {
        theCrmRefuses();
        watch.look();
        assertThat(Browser.signedIn(house, "admin", House.PASSWORD)
                        .get("/ops/failures")
                        .body())
                .contains("refuses LeadLoop")
                .doesNotContain("crmRefuses");
        assertThat(house.send(house.asAdministrator("/api/alerts").GET()).body())
                .contains("\"kind\":\"crmRefuses\"");
    }

    @Test
    void what_may_have_been_told_is_told_to_be_over_too() {
        AlertSender sender = sender();
        theCrmRefuses();
        watch.look();
        int port = chatServer.getAddress().getPort();
        chatServer.stop(0);
        sender.send();
        house.sql("delete from leadloop.crm_refusal");
        watch.look();
        // It never said whether it took the beginning.
        notices.plan(List.of(AlertChannel.Name.SLACK), clock.instant(), Duration.ofDays(1));
        assertThat(house.texts("select n.event from leadloop.alert_notice n join leadloop.alert a on a.id = n.alert_id"
                        + " where a.kind = 'crmRefuses' and n.channel = 'SLACK'"))
                .as("on port %s", port)
                .containsExactly("CLEARED");
    }

    @Test
    void what_nobody_was_told_before_it_ended_is_told_to_nobody() {
        theCrmRefuses();
        watch.look();
        notices.plan(List.of(AlertChannel.Name.SLACK), clock.instant(), Duration.ofDays(1));
        house.sql("delete from leadloop.crm_refusal");
        watch.look();
        notices.plan(List.of(AlertChannel.Name.SLACK), clock.instant(), Duration.ofDays(1));
        assertThat(house.count("select count(*) from leadloop.alert_notice n join leadloop.alert a on a.id = n.alert_id"
                        + " where a.kind = 'crmRefuses'"))
                .isZero();
    }
}
