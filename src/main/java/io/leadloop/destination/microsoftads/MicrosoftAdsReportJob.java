package io.leadloop.destination.microsoftads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.ReportCall;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideFile;
import io.leadloop.http.PublicAddresses;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has Microsoft make a report and fetches it: {@code GenerateReport/Submit}, {@code /Poll} until it is no longer
 * {@code Pending}, then the file from the address that is told, which is good for five minutes ("Request and Download a
 * Report", learn.microsoft.com/advertising/guides). A report that is not made in time is remembered for the next time.
 */
final class MicrosoftAdsReportJob {

    /** Bytes of the packed file. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final String PLATFORM = "Microsoft Advertising";
    private static final String SIGN_IN = "Renew the refresh-token (\"Connect with Microsoft\").";

    private final MicrosoftAdsCalls calls;
    private final URI service;
    private final String account;
    private final MicrosoftAdsReportProperties properties;
    private final PublicAddresses addresses;
    private final Pause pause;
    /** The newest report of each type that is being made. */
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    /** @param id Microsoft keeps it for two days */
    private record Pending(ObjectNode request, String id) {}

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void pause(Duration time);
    }

    /** @param service the version's address, such as {@code https://reporting.api.bingads.microsoft.com/Reporting/v13} */
    MicrosoftAdsReportJob(
            MicrosoftAdsCalls calls,
            URI service,
            String account,
            MicrosoftAdsReportProperties properties,
            PublicAddresses addresses,
            Pause pause) {
        this.calls = calls;
        this.service = service;
        this.account = account;
        this.properties = properties;
        this.addresses = addresses;
        this.pause = pause;
    }

    /** The file, a zip; no bytes where there was nothing to report. */
    byte[] file(ObjectNode request) throws Unavailable {
        String type = request.path("Type").asText();
        Pending made = pending.get(type);
        if (made == null || !made.request().equals(request)) {
            made = new Pending(request, submit(request));
            pending.put(type, made);
        }
        String address;
        try {
            address = poll(made.id());
        } catch (StillPending later) {
            throw new Unavailable("Microsoft Advertising is still making the report of account " + account
                    + ". Ask again in some minutes: it goes on where it stood.");
        } catch (Unavailable refused) {
            pending.remove(type);
            throw refused;
        }
        pending.remove(type);
        return address.isEmpty() ? new byte[0] : download(address);
    }

    private String submit(ObjectNode request) throws Unavailable {
        JsonNode answer = ask("Submit", JsonNodeFactory.instance.objectNode().set("ReportRequest", request));
        String id = answer.path("ReportRequestId").asText("");
        if (id.isBlank()) {
            throw new Unavailable(
                    "Microsoft Advertising took the request for a report and gave it no id. It is asked again"
                            + " tomorrow.");
        }
        return id;
    }

    private String poll(String id) throws Unavailable, StillPending {
        long questions = properties.pollLimit().toMillis()
                / Math.max(1, properties.pollEvery().toMillis());
        for (long question = 0; question <= questions; question++) {
            if (question > 0) {
                pause.pause(properties.pollEvery());
            }
            JsonNode status = ask("Poll", JsonNodeFactory.instance.objectNode().put("ReportRequestId", id))
                    .path("ReportRequestStatus");
            String said = status.path("Status").asText("");
            if (said.equals("Success")) {
                return status.path("ReportDownloadUrl").asText("");
            }
            if (!said.equals("Pending")) {
                throw new Unavailable("Microsoft Advertising could not make the report of account " + account + " ("
                        + ReportCall.code(said) + "). It is asked again tomorrow.");
            }
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        throw new StillPending();
    }

    private JsonNode ask(String step, ObjectNode body) throws Unavailable {
        URI address = URI.create(service + "/GenerateReport/" + step);
        OutsideAnswer answer = ReportCall.of(PLATFORM, SIGN_IN, () -> calls.post(address, body));
        if (answer.isSuccess() && answer.json().isObject()) {
            return answer.json();
        }
        throw new Unavailable(MicrosoftAdsReportRefusal.words(answer, account));
    }

    private byte[] download(String address) throws Unavailable {
        URI uri = checked(address);
        OutsideFile file = ReportCall.of(PLATFORM, SIGN_IN, () -> calls.http().download(uri, MOST_BYTES));
        if (!file.isSuccess()) {
            throw new Unavailable("The file of Microsoft's report could not be fetched (HTTP " + file.status()
                    + "; a redirect is not followed). It is asked again tomorrow.");
        }
        if (!file.isWhole()) {
            throw new Unavailable("The file of Microsoft's report is larger than " + MOST_BYTES / 1024 / 1024
                    + " MB. Import it as CSV.");
        }
        return file.bytes();
    }

    /** An answer may name any address: only one of the public internet by https is fetched, or one of the API itself. */
    private URI checked(String address) throws Unavailable {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new Unavailable("Microsoft Advertising named no readable address of its report.");
        }
        if (isOfTheApi(uri)) {
            return uri;
        }
        if (!"https".equalsIgnoreCase(uri.getScheme())
                || uri.getUserInfo() != null
                || addresses.refusal(uri).isPresent()) {
            throw new Unavailable(
                    "Microsoft Advertising named an address of its report that is not fetched: only https on"
                            + " the public internet is.");
        }
        return uri;
    }

    private boolean isOfTheApi(URI uri) {
        return service.getScheme().equalsIgnoreCase(uri.getScheme())
                && service.getAuthority().equalsIgnoreCase(uri.getAuthority());
    }

    private static final class StillPending extends Exception {
        private static final long serialVersionUID = 1;
    }
}
