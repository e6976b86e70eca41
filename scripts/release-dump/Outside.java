import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the world around a running LeadLoop of the profile demo does: CRMs, ad platforms, an administrator, a look into the database. */
final class Outside {

    static final String PASSWORD = "story-password";

    /** Of the source "generic" in demo.yaml. */
    private static final String SECRET = "ZGVtby1zZWNyZXQtb2YtbGVhZGxvb3Atbm90LWZvci1wcm9k";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String leadloop;
    private final String database;

    /**
     * @param leadloop its address, {@code http://localhost:8080}
     * @param database JDBC address of its database
     */
    Outside(String leadloop, String database) {
        this.leadloop = leadloop;
        this.database = database;
    }

    /** An event of the generic source, signed as Standard Webhooks say. */
    void generic(String body) {
        String id = "msg_" + UUID.randomUUID();
        String time = Long.toString(Instant.now().getEpochSecond());
        expect(202, request("/webhooks/generic")
                .header("webhook-id", id)
                .header("webhook-timestamp", time)
                .header("webhook-signature", "v1," + sign(id + "." + time + "." + body))
                .POST(BodyPublishers.ofString(body)));
    }

    private static String sign(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An outbound message of Salesforce about one lead; the fields are XML elements. */
    void salesforceLead(String notification, String fields) {
        expect(200, request("/webhooks/salesforce/demo-salesforce-token")
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"\"")
                .POST(BodyPublishers.ofString("""
                        <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"
                            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                         <soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound">
                          <OrganizationId>00Dxx0000001gPFEAY</OrganizationId><ActionId>04kxx00000000blAAA</ActionId>
                          <SessionId xsi:nil="true"/>
                          <Notification><Id>%s</Id>
                           <sObject xsi:type="sf:Lead" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">%s</sObject>
                          </Notification>
                         </notifications></soapenv:Body></soapenv:Envelope>""".formatted(notification, fields))));
    }

    void file(String answers, String csv) {
        expect(202, asAdministrator("/api/leads/import?" + answers)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv)));
    }

    void administratorPosts(String path) {
        expect(200, asAdministrator(path).POST(BodyPublishers.noBody()));
    }

    void faults(String destination, String... faults) {
        expect(200, request("/sandbox/" + destination + "/faults")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("[" + String.join(",", faults) + "]")));
    }

    /** Ends a process as a person does in Cockpit, where skipping listeners is the preset. */
    void cockpitCancels(String instance) {
        send(request("/camunda/app/cockpit/default/").GET());
        expect(200, request("/camunda/api/admin/auth/user/default/login/cockpit")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-XSRF-TOKEN", token())
                .POST(BodyPublishers.ofString("username=admin&password=" + PASSWORD)));
        send(request("/camunda/app/cockpit/default/").GET());
        expect(204, request("/camunda/api/engine/engine/default/process-instance/" + instance
                        + "?skipCustomListeners=true&skipIoMappings=true")
                .header("X-XSRF-TOKEN", token())
                .DELETE());
    }

    private String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(it -> it.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("none");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(leadloop + path)).timeout(Duration.ofSeconds(30));
    }

    private HttpRequest.Builder asAdministrator(String path) {
        String credentials = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return request(path).header("Authorization", "Basic " + credentials);
    }

    private void expect(int status, HttpRequest.Builder request) {
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != status) {
            throw new IllegalStateException(
                    answer.request().uri() + " answered " + answer.statusCode() + " " + answer.body());
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a question is answered with true. */
    void await(String condition) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (!"t".equals(ask("select " + condition))) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("In vain awaited: " + condition);
            }
            Thread.sleep(200);
        }
    }

    /** The one value that a query answers with. */
    String ask(String query) {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            if (!row.next()) {
                throw new IllegalStateException("Nothing found by: " + query);
            }
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
