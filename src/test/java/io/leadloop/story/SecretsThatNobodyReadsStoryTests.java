package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.People;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.HtmlUtils;

/**
 * The secrets of an account and of a CRM, with letters that are written in another way in addresses, JSON and HTML, behind
 * every door that may be opened without changing anything.
 */
class SecretsThatNobodyReadsStoryTests extends BeforeAnythingIsConnected {

    /** In the middle stand letters that no writing changes, so that a form that nobody thought of is found too. */
    private static final String TOKEN = "p&ss/w\"rd+\u00fcZq7Token<x>";

    private static final String WORD = "p&ss/w\"rd+\u00fcZq7Word<x>";
    private static final List<String> PLAIN = List.of("Zq7Token", "Zq7Word");

    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)}");
    private static final String PERIOD = "?from=2026-10-01&until=2026-10-03&days=7&year=2026&query=Zq&of=STEPS";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping doors;

    @Autowired
    IdentityService identity;

    private int leads;

    @BeforeEach
    void an_account_that_was_told_and_a_source_that_was_heard() {
        People.join(identity, "vera", "viewers");
        People.join(identity, "sally", "sales-ops");
        assertThat(brand.put(brand.document("ON", TOKEN.replace("\"", "\\\""), ""))
                        .statusCode())
                .isEqualTo(200);
        assertThat(brand.put("source/vault", """
                        {"type":"generic","state":"ON","keys":{"verification":"token","secrets[0]":"%s",
                         "consent-when-absent":"granted"}}
                        """.formatted(WORD.replace("\"", "\\\"")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(brand.toldOf("kept-" + leads++))
                .extracting(Conversion::state)
                .containsExactly(ConversionState.ACCEPTED);
        assertThat(brand.received())
                .as("it is this secret that is used")
                .anyMatch(it -> it.contains(URLEncoder.encode(TOKEN, StandardCharsets.UTF_8)));
    }

    /** As addresses, JSON, HTML, the header of a sign-in and careless code write it. */
    private static Set<String> forms(String secret) {
        Set<String> forms = new HashSet<>();
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String json = secret.replace("\"", "\\\"");
        forms.addAll(List.of(
                secret,
                url,
                url.toLowerCase(Locale.ROOT),
                url.replace("+", "%20"),
                json,
                json.replace("/", "\\/"),
                json.replace("\u00fc", "\\u00fc"),
                json.replace("&", "\\u0026"),
                HtmlUtils.htmlEscape(secret),
                HtmlUtils.htmlEscape(secret, "UTF-8"),
                HtmlUtils.htmlEscapeDecimal(secret),
                secret.replace("&", "&amp;").replace("\"", "&#34;"),
                Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))));
        return forms;
    }

    private Set<String> patterns() {
        Set<String> patterns = new TreeSet<>(
                List.of("/v3/api-docs", "/actuator", "/actuator/prometheus", "/actuator/health", "/actuator/info"));
        for (RequestMappingInfo it : doors.getHandlerMethods().keySet()) {
            Set<RequestMethod> methods = it.getMethodsCondition().getMethods();
            if (methods.isEmpty() || methods.contains(RequestMethod.GET)) {
                it.getPatternValues().stream()
                        .filter(pattern -> !pattern.startsWith("/sandbox/") && !pattern.equals("/error"))
                        .forEach(patterns::add);
            }
        }
        return patterns;
    }

    /** The addresses of a door, once for each thing of that name that there is. */
    private Stream<String> addresses(String pattern) {
        Matcher variable = VARIABLE.matcher(pattern);
        if (!variable.find()) {
            return Stream.of(pattern);
        }
        if (pattern.contains("{kind}/{name}")) {
            return Stream.of("account/brand-uk", "source/vault", "account/meta")
                    .map(it -> pattern.replace("{kind}/{name}", it))
                    .flatMap(this::addresses);
        }
        return values(pattern, variable.group(1)).stream()
                .map(it -> pattern.replace(variable.group(), it))
                .flatMap(this::addresses);
    }

    private List<String> values(String pattern, String variable) {
        List<String> leads = house.texts("select id from leadloop.lead order by created_at desc limit 3");
        return switch (variable) {
            case "id" ->
                pattern.contains("/leads/{id}")
                        ? leads
                        : pattern.contains("/pipeline/files")
                                ? house.texts("select id from leadloop.pipeline_version")
                                : pattern.contains("/stage/")
                                        ? List.of("SQL")
                                        : house.texts(
                                                "select id from leadloop.conversion order by created_at desc limit 3");
            case "kind" -> List.of("account", "source");
            case "name", "destination", "account" -> List.of("brand-uk");
            case "source" -> List.of("vault");
            case "decision" -> List.of("conversion-plan", "stage-mapping");
            case "number" -> List.of("1", "2");
            case "part" -> List.of("checks", "differences", "rehearsal");
            case "registrationId", "site" -> List.of("vault");
            default -> throw new AssertionError("Say what stands for {" + variable + "} in " + pattern);
        };
    }

    private HttpResponse<String> byRest(String user, String path) {
        String credentials = user + ":" + House.PASSWORD;
        return house.send(house.request(path)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8))));
    }

    @ParameterizedTest
    @CsvSource({"vera, viewer", "sally, sales ops"})
    void stand_in_no_answer_that_a_viewer_or_sales_ops_get(String user, String role) {
        Browser browser = Browser.signedIn(house, user, House.PASSWORD);
        Set<String> secrets = new HashSet<>(PLAIN);
        Stream.of(TOKEN, WORD).map(SecretsThatNobodyReadsStoryTests::forms).forEach(secrets::addAll);
        List<String> opened = new ArrayList<>();
        Map<String, List<String>> found = new java.util.TreeMap<>();
        for (String address : patterns().stream().flatMap(this::addresses).toList()) {
            boolean isRest = address.startsWith("/api/") || address.startsWith("/v3/");
            for (String path : List.of(address, address + PERIOD)) {
                assertThat(URI.create(path).getPath()).isEqualTo(address);
                HttpResponse<String> answer = isRest ? byRest(user, path) : browser.get(path);
                assertThat(answer.statusCode()).as(path).isLessThan(500);
                if (answer.statusCode() == 200) {
                    opened.add(address);
                }
                String all = answer.body() + answer.headers().map();
                List<String> read = secrets.stream().filter(all::contains).toList();
                if (!read.isEmpty()) {
                    found.put(path, read);
                }
            }
        }
        assertThat(found).as("where a %s reads a secret", role).isEmpty();
        assertThat(opened)
                .hasSizeGreaterThan(80)
                .contains(
                        "/api/connections",
                        "/api/connections/account/brand-uk",
                        "/api/connections/source/vault",
                        "/ops/connections/account/brand-uk",
                        "/ops/connections/source/vault",
                        "/ops/destinations",
                        "/ops/sources",
                        "/ops/audit",
                        "/ops/audit.csv",
                        "/api/audit",
                        "/api/conversions",
                        "/camunda/api/leadloop/conversions",
                        "/ops/quality/export/rows.csv");
    }
}
