package io.leadloop.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.Conversions;
import io.leadloop.crm.CrmLookupRun;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.inbox.InboxDispatcher;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.process.UploadWorker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The words in which stories are told: what the outside sends, what the house then does, what can be seen. */
public class House {

    public static final String PASSWORD = "story-password";
    public static final String SECRET = "whsec_ZGVtby1zZWNyZXQtb2YtbGVhZGxvb3Atbm90LWZvci1wcm9k";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final int port;
    private final TestClock clock;
    private final InboxDispatcher dispatcher;
    private final CrmLookupRun enrichment;
    private final UploadWorker worker;
    private final Destinations destinations;
    private final Conversions conversions;
    private final Leads leads;
    private final ManagementService engine;
    private final JdbcClient jdbc;

    House(
            @Value("${server.port}") int port,
            TestClock clock,
            InboxDispatcher dispatcher,
            CrmLookupRun enrichment,
            UploadWorker worker,
            Destinations destinations,
            Conversions conversions,
            Leads leads,
            ManagementService engine,
            JdbcClient jdbc) {
        this.port = port;
        this.clock = clock;
        this.dispatcher = dispatcher;
        this.enrichment = enrichment;
        this.worker = worker;
        this.destinations = destinations;
        this.conversions = conversions;
        this.leads = leads;
        this.engine = engine;
        this.jdbc = jdbc;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public String address(String path) {
        return "http://localhost:" + port + path;
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address(path)));
    }

    public HttpRequest.Builder asAdministrator(String path) {
        String credentials = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return request(path).header("Authorization", "Basic " + credentials);
    }

    /** A verb of REST by the administrator; anything but success fails the story. */
    public void administratorPosts(String path) {
        HttpResponse<String> answer = send(asAdministrator(path).POST(HttpRequest.BodyPublishers.noBody()));
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
        }
    }

    /** A generic event, signed. */
    public HttpResponse<String> genericSends(String body) {
        return genericSends("msg_" + UUID.randomUUID(), body);
    }

    public HttpResponse<String> genericSends(String deliveryId, String body) {
        return send(generic(deliveryId, body));
    }

    /** A generic event, signed, to which headers may be added. */
    public HttpRequest.Builder generic(String deliveryId, String body) {
        long now = clock.instant().getEpochSecond();
        try {
            return request("/webhooks/generic")
                    .header("webhook-id", deliveryId)
                    .header("webhook-timestamp", Long.toString(now))
                    .header("webhook-signature", new Webhook(SECRET).sign(deliveryId, now, body))
                    .POST(HttpRequest.BodyPublishers.ofString(body));
        } catch (com.standardwebhooks.exceptions.WebhookSigningException
                | com.standardwebhooks.exceptions.EmptyWebhookSecretException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A lead of the generic source at a status, with a consent and these click ids as {@code kind=value}. */
    public HttpResponse<String> leadReaches(String lead, String status, String at, String... clicks) {
        return genericSends(event(lead, status, at, "", clicks));
    }

    public static String event(String lead, String status, String at, String more, String... clicks) {
        StringBuilder ids = new StringBuilder();
        for (String click : clicks) {
            int sign = click.indexOf('=');
            ids.append(ids.isEmpty() ? "" : ",")
                    .append("{\"kind\":\"%s\",\"value\":\"%s\",\"clickedAt\":\"2026-10-01T08:00:00Z\"}"
                            .formatted(click.substring(0, sign), click.substring(sign + 1)));
        }
        return """
                {"status":"%s","occurredAt":"%s","lead":{"id":"%s","email":"%s@example.com"},"clickIds":[%s],
                 "consent":{"adUserData":"granted","adPersonalization":"granted"}%s}""".formatted(status, at, lead, lead, ids, more);
    }

    public HttpResponse<String> salesforceSends(String envelope) {
        return send(request("/webhooks/salesforce/demo-salesforce-token")
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"\"")
                .POST(HttpRequest.BodyPublishers.ofString(envelope)));
    }

    /** Applies everything in the inbox, then uploads everything that is due. */
    public void settles() {
        applies();
        uploads();
    }

    public void applies() {
        while (enrichment.enrich() > 0) {
            jdbc.sql("select 1").query(Integer.class).single();
        }
        while (dispatcher.dispatch() > 0) {
            jdbc.sql("select 1").query(Integer.class).single();
        }
    }

    public void uploads() {
        destinations.all().stream().filter(Destination::isOn).forEach(it -> {
            while (worker.upload(it) > 0) {
                jdbc.sql("select 1").query(Integer.class).single();
            }
        });
    }

    /** One batch to one destination. */
    public int uploadsOnce(String destination) {
        return worker.upload(destinations.find(destination).orElseThrow());
    }

    /** Time passes for the engine too: what waits for a retry is due now. */
    public void retriesAreDue() {
        jdbc.sql("update act_ru_ext_task set lock_exp_time_ = null").update();
    }

    /** Every conversion that waits at its timer goes on, whatever its time is. */
    public void timersAreDue() {
        engine.createJobQuery().timers().list().stream()
                .filter(it -> "conversion-upload".equals(it.getProcessDefinitionKey()))
                .forEach(it -> engine.executeJob(it.getId()));
    }

    /** The timers of conversions whose time has come go on. */
    public void dueTimersRun() {
        Date now = Date.from(clock.instant());
        engine.createJobQuery().timers().list().stream()
                .filter(it -> "conversion-upload".equals(it.getProcessDefinitionKey()))
                .filter(it -> !it.getDuedate().after(now))
                .forEach(it -> engine.executeJob(it.getId()));
    }

    public Optional<Lead> lead(String source, String externalId) {
        ExternalId record = ExternalId.lead(source, externalId);
        return Optional.ofNullable(leads.resolve(List.of(record)).get(record)).flatMap(leads::find);
    }

    public List<Conversion> conversionsOf(LeadId lead) {
        return conversions.search(lead, null, null, 1000);
    }

    public Conversion conversion(String lead, String stage, String destination) {
        return conversionsOf(lead("generic", lead).orElseThrow().id()).stream()
                .filter(it -> it.stage().equals(stage) && it.destination().equals(destination))
                .findFirst()
                .orElseThrow();
    }

    /** The events of a sandbox platform whose JSON holds that text. */
    public List<JsonNode> received(String destination, String text) {
        try {
            JsonNode all = json.readTree(send(request("/sandbox/" + destination + "/received"))
                            .body())
                    .path("events");
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(it -> it.path("event").asText().contains(text))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one event at a sandbox platform that holds that text, as it was sent. */
    public JsonNode told(String destination, String text) {
        List<JsonNode> events = received(destination, text);
        if (events.size() != 1) {
            throw new AssertionError(destination + " received " + events.size() + " events with " + text);
        }
        try {
            return json.readTree(events.get(0).path("event").asText());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Faults as JSON, e.g. {@code {"fault":"RATE_LIMIT","times":1}}; none ends them. */
    public void faults(String destination, String... faults) {
        send(request("/sandbox/" + destination + "/faults")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("[" + String.join(",", faults) + "]")));
    }

    public String inboxState(String reasonPart) {
        return jdbc.sql("select state from leadloop.inbox_message where reason like :part order by id desc limit 1")
                .param("part", "%" + reasonPart + "%")
                .query(String.class)
                .optional()
                .orElse("nothing with that reason");
    }

    /** Something that only somebody with a database client could do. */
    public void sql(String statement) {
        jdbc.sql(statement).update();
    }

    public long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** The first column of what the query finds. */
    public List<String> texts(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    /** Every table, of ours and of the engine, that has a row with that text in any column: what a dump would show. */
    public List<String> tablesThatHold(String text) {
        return jdbc
                .sql("select table_schema || '.' || table_name from information_schema.tables"
                        + " where table_schema in ('leadloop', 'public') and table_type = 'BASE TABLE'")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> jdbc.sql("select exists (select from " + table
                                + " t where to_jsonb(t)::text like any (array[:text, :bytes]))")
                        .param("text", "%" + text + "%")
                        .param("bytes", "%" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "%")
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}
