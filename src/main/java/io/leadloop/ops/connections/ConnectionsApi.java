package io.leadloop.ops.connections;

import io.leadloop.connection.Connection;
import io.leadloop.connection.ConnectionDraft;
import io.leadloop.connection.ConnectionKind;
import io.leadloop.connection.ConnectionRefused;
import io.leadloop.connection.ConnectionState;
import io.leadloop.connection.Connections;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Connections as documents, so that git can own them. Secrets go in and never come out. */
@RestController
@RequestMapping("/api/connections")
class ConnectionsApi {

    private final Connections connections;
    private final ConnectionDesk desk;

    ConnectionsApi(Connections connections, ConnectionDesk desk) {
        this.connections = connections;
        this.desk = desk;
    }

    /**
     * What a document changes.
     *
     * @param changed the keys whose value becomes another one, with {@code state}, {@code label}; never a value
     */
    record Difference(String name, boolean isNew, Set<String> changed) {}

    /**
     * What a document of all changes.
     *
     * @param left connections that it does not name, as {@code kind/name}: they stay as they are
     */
    record Differences(List<Difference> connections, List<String> left) {}

    /** All connections of people, without the values of secrets. */
    @GetMapping
    List<Connection> list() {
        return connections.all();
    }

    @GetMapping("/{kind}/{name}")
    Connection one(@PathVariable String kind, @PathVariable String name) {
        return connections
                .find(kind(kind), name)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no connection " + name));
    }

    /**
     * Makes the connection so. The same document again changes nothing.
     *
     * @param dryRun true only says what would change
     */
    @PutMapping("/{kind}/{name}")
    Difference put(
            @PathVariable String kind,
            @PathVariable String name,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody String document,
            Principal who)
            throws ConnectionRefused {
        ConnectionDraft draft =
                draft(WantedConnection.read(document).named(kind(kind).word(), name));
        Difference difference = difference(draft, who);
        if (!dryRun && !difference.changed().isEmpty()) {
            desk.save(draft, who.getName());
        }
        return difference;
    }

    /**
     * Makes all of these so, in the form in which they are listed, or none of them. One that is not in the list stays as it is; one
     * with the state {@code REMOVED} is removed.
     *
     * @param dryRun true only says what would change
     */
    @PutMapping
    Differences putAll(
            @RequestParam(defaultValue = "false") boolean dryRun, @RequestBody String document, Principal who)
            throws ConnectionRefused {
        List<Difference> differences = new ArrayList<>();
        List<ConnectionDraft> drafts = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (WantedConnection wanted : WantedConnection.readAll(document)) {
            ConnectionDraft draft = draft(wanted);
            String name = draft.kind().word() + "/" + draft.name();
            if (!named.add(name)) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST, name + " stands in the document twice.");
            }
            try {
                Difference difference = difference(draft, who);
                differences.add(difference);
                if (!difference.changed().isEmpty()) {
                    drafts.add(draft);
                }
            } catch (ConnectionRefused e) {
                throw e.of(name);
            }
        }
        List<String> left = connections.all().stream()
                .map(it -> it.kind().word() + "/" + it.name())
                .filter(it -> !named.contains(it))
                .toList();
        if (!dryRun) {
            desk.saveAll(drafts, who.getName());
        }
        return new Differences(differences, left);
    }

    private Difference difference(ConnectionDraft draft, Principal who) throws ConnectionRefused {
        boolean isGone = draft.basedOn() == 0 && draft.state() == ConnectionState.REMOVED;
        return isGone
                ? new Difference(draft.name(), false, Set.of())
                : new Difference(draft.name(), draft.basedOn() == 0, connections.difference(draft, who.getName()));
    }

    private ConnectionDraft draft(WantedConnection wanted) {
        ConnectionKind of = kind(wanted.kind());
        Connection before = connections.find(of, wanted.name()).orElse(null);
        ConnectionState state = wanted.state();
        Integer version = wanted.version();
        return new ConnectionDraft(
                of,
                wanted.name(),
                wanted.type(),
                wanted.label(),
                state != null ? state : before == null ? ConnectionState.DRAFT : before.state(),
                new TreeMap<>(wanted.keys()),
                version != null ? version : before == null ? 0 : before.version());
    }

    @ExceptionHandler(ConnectionRefused.class)
    ProblemDetail refused(ConnectionRefused e) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        problem.setProperty("keys", e.byField());
        return problem;
    }

    private static ConnectionKind kind(String word) {
        return ConnectionKind.of(word.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "A connection is an account or a source, not '" + word + "'"));
    }
}
