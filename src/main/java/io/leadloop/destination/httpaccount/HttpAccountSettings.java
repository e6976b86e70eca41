package io.leadloop.destination.httpaccount;

import com.fasterxml.jackson.core.JsonPointer;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.MissingKeys;
import io.leadloop.destination.httpaccount.HttpAccountProperties.Auth;
import io.leadloop.lead.ClickIdKind;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * An account as it stands: what it says itself, else what its template says, else the default. Whoever makes one has
 * checked it whole: a template that cannot be filled in stops the start, with its key and the place in it.
 *
 * @param event null while the account is off
 * @param body null where a request is its events
 * @param url null while the account is off
 * @param testUrl null where the receiver has no way to try an event
 */
record HttpAccountSettings(
        AccountName account,
        ShippedTemplate template,
        boolean isOn,
        HttpMethod method,
        @Nullable RequestAddress url,
        @Nullable RequestAddress testUrl,
        Map<String, Placeholder.Text> headers,
        @Nullable JsonTemplate event,
        @Nullable JsonTemplate body,
        AccountKeys keys,
        RequestSignature signature,
        Acceptance acceptance,
        Acceptance testAcceptance,
        ActionNames actions,
        List<String> currencies,
        List<ClickIdKind> clickIds,
        boolean takesEmail,
        boolean takesPhone,
        List<JsonPointer> required,
        @Nullable Duration maxClickAge,
        Duration maxEventAge,
        int batchSize,
        boolean allowPrivateAddress) {

    private static final Duration MAX_EVENT_AGE = Duration.ofDays(90);
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Set<String> SET_BY_CLIENT =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");
    private static final int MOST_EVENTS = 10_000;

    /** Throws IllegalStateException that names the key and what is wrong with it, or all keys that are missing. */
    static HttpAccountSettings of(AccountName account, HttpAccountProperties said) {
        Reader reader = new Reader(account);
        String templateName = said.template();
        ShippedTemplate template = templateName == null || templateName.isBlank()
                ? ShippedTemplate.NONE
                : reader.read("template", () -> ShippedTemplate.of(templateName));
        boolean isOn = said.saysAnything();
        boolean mayBePrivate = said.allowPrivateAddress();
        String url = said.url() != null ? said.url() : template.text("url");
        String testUrl = said.testUrl() != null ? said.testUrl() : template.text("test_url");
        String event = said.event() != null ? said.event() : template.json("event");
        String body = said.body() != null ? said.body() : template.json("body");
        RequestAddress address = url == null ? null : reader.read("url", () -> RequestAddress.of(url, mayBePrivate));
        // An account that goes elsewhere must not rehearse at the template's own host.
        boolean testsElsewhere = said.url() != null && said.testUrl() == null;
        RequestAddress testAddress = testUrl == null || testsElsewhere || address == null
                ? null
                : reader.read(
                        "test-url",
                        () -> RequestAddress.of(testUrl, mayBePrivate).sameHostAs(address));
        JsonTemplate eventTemplate =
                event == null ? null : reader.read("event", () -> JsonTemplate.read(event, Placeholder.Place.EVENT));
        JsonTemplate bodyTemplate =
                body == null ? null : reader.read("body", () -> JsonTemplate.read(body, Placeholder.Place.BODY));
        Map<String, Placeholder.Text> headers = RequestHeaders.of(reader, said.headers());
        RequestSignature signature = signature(reader, said, template);
        AccountKeys keys = new AccountKeys(said.keys());
        Acceptance acceptance = acceptance(reader, said, template);
        List<String> required = first(said.required(), template.texts("required"), List.of());
        HttpAccountSettings settings = new HttpAccountSettings(
                account,
                template,
                isOn,
                method(reader, said.method()),
                address,
                testAddress,
                headers,
                eventTemplate,
                bodyTemplate,
                keys,
                signature,
                acceptance,
                acceptance.of(
                        reader.pointer("template", template.text("test_accept_pointer")),
                        template.texts("test_accept_values")),
                new ActionNames(
                        said.conversionActions(),
                        first(said.actions(), template.texts("actions"), List.of()),
                        said.actions() == null ? template.text("custom_action") : null),
                reader.read(
                        "currencies",
                        () -> currencies(first(said.currencies(), template.texts("currencies"), List.of()))),
                reader.read("click-ids", () -> kinds(first(said.clickIds(), template.texts("click_ids"), List.of()))),
                first(said.takesEmail(), template.flag("takes_email"), false),
                first(said.takesPhone(), template.flag("takes_phone"), false),
                required.stream()
                        .map(it -> reader.read("required", () -> JsonPointer.compile(it)))
                        .toList(),
                said.maxClickAge() != null ? said.maxClickAge() : template.duration("max_click_age"),
                first(said.maxEventAge(), template.duration("max_event_age"), MAX_EVENT_AGE),
                reader.read("batch-size", () -> batchSize(first(said.batchSize(), template.number("batch_size"), 1))),
                mayBePrivate);
        if (isOn) {
            settings.needsAllKeys(said.secret());
        }
        return settings;
    }

    /** Half the keys stop the start, as at every platform. */
    private void needsAllKeys(@Nullable String secret) {
        MissingKeys missing = MissingKeys.of(account)
                .needs("url", url == null ? null : "set")
                .needs("event", event == null ? null : "set");
        if (signature.auth() != Auth.NONE) {
            missing.needs("secret", secret);
        }
        if (signature.needsName()) {
            missing.needs("auth-name", signature.name());
        }
        TreeSet<String> named = new TreeSet<>();
        if (url != null) {
            named.addAll(url.keys());
        }
        if (event != null) {
            named.addAll(event.keys());
        }
        if (body != null) {
            named.addAll(body.keys());
        }
        headers.values().forEach(it -> named.addAll(RequestAddress.keys(it)));
        named.forEach(it -> missing.needs("keys." + it, keys.find(it)));
        if (!missing.allSet()) {
            throw new IllegalStateException("Set " + account.prefix() + ".url and .event, or a template.");
        }
        if (clickIds.isEmpty() && !takesEmail && !takesPhone) {
            throw new IllegalStateException(
                    "Set " + account.prefix() + ".click-ids, .takes-email or .takes-phone: by what"
                            + " the receiver knows a person. Without any nothing would be sent.");
        }
        Reader reader = new Reader(account);
        headers.forEach((name, text) -> reader.read("headers." + name, () -> RequestHeaders.with(text, keys)));
        TreeSet<String> numbers = new TreeSet<>(event == null ? Set.of() : event.numericKeys());
        numbers.addAll(body == null ? Set.of() : body.numericKeys());
        for (String name : numbers) {
            if (!keys.of(name).matches("\\d{1,18}")) {
                throw new IllegalStateException("Correct " + account.prefix() + ".keys." + name + ": it is a number.");
            }
        }
    }

    private static RequestSignature signature(Reader reader, HttpAccountProperties said, ShippedTemplate template) {
        String shipped = template.text("auth");
        Auth auth = said.auth() != null ? said.auth() : shipped == null ? Auth.NONE : Auth.valueOf(shipped);
        String name = said.authName() != null ? said.authName() : template.text("auth_name");
        if (name != null && auth != Auth.QUERY) {
            reader.read("auth-name", () -> headerName(name));
        }
        String secret = said.secret() == null ? "" : said.secret();
        String prefix = said.authPrefix() == null ? "" : said.authPrefix();
        return reader.read("secret", () -> RequestSignature.of(auth, name, prefix, secret));
    }

    /** Throws IllegalArgumentException for no token of RFC 9110, and for what the HTTP client sets itself. */
    private static String headerName(String name) {
        if (!HEADER.matcher(name).matches() || SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("it is no name of a header that can be set");
        }
        return name;
    }

    private static Acceptance acceptance(Reader reader, HttpAccountProperties said, ShippedTemplate template) {
        String pointer = said.acceptPointer() != null ? said.acceptPointer() : template.text("accept_pointer");
        String words = said.wordsPointer() != null ? said.wordsPointer() : template.text("words_pointer");
        return new Acceptance(
                first(said.acceptStatuses(), template.numbers("accept_statuses"), Acceptance.ACCEPTED),
                first(said.rejectedStatuses(), null, Acceptance.REJECTED),
                first(said.blockedStatuses(), null, Acceptance.BLOCKED),
                reader.pointer("accept-pointer", pointer),
                first(said.acceptValues(), template.texts("accept_values"), List.of()),
                first(said.rejectedValues(), template.texts("rejected_values"), List.of()),
                reader.pointer("words-pointer", words),
                false);
    }

    private static HttpMethod method(Reader reader, @Nullable String said) {
        return reader.read("method", () -> {
            if (said != null && !said.equals("POST") && !said.equals("PUT")) {
                throw new IllegalArgumentException("it is POST or PUT");
            }
            return said == null ? HttpMethod.POST : HttpMethod.valueOf(said);
        });
    }

    private static int batchSize(int size) {
        if (size < 1 || size > MOST_EVENTS) {
            throw new IllegalArgumentException("it is 1 to " + MOST_EVENTS);
        }
        return size;
    }

    private static List<String> currencies(List<String> codes) {
        return codes.stream()
                .map(it -> {
                    try {
                        return Currency.getInstance(it).getCurrencyCode();
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException("'" + it + "' is no currency of ISO 4217", e);
                    }
                })
                .toList();
    }

    private static List<ClickIdKind> kinds(List<String> keys) {
        return keys.stream()
                .map(it -> ClickIdKind.ofKey(it)
                        .filter(ClickIdKind.ofPlatforms()::contains)
                        .orElseThrow(() -> new IllegalArgumentException("'" + it + "' is no kind of click id")))
                .toList();
    }

    private static <T> T first(@Nullable T said, @Nullable T shipped, T otherwise) {
        return said != null ? said : shipped != null ? shipped : otherwise;
    }

    /** Puts the key in front of what is wrong with it. */
    record Reader(AccountName account) {

        <T> T read(String key, Supplier<T> read) {
            try {
                return read.get();
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(
                        "Correct " + account.prefix() + "." + key + ": " + e.getMessage() + ".", e);
            }
        }

        @Nullable
        JsonPointer pointer(String key, @Nullable String text) {
            return text == null ? null : read(key, () -> JsonPointer.compile(text));
        }
    }
}
