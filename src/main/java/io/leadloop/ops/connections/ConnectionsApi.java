package io.leadloop.ops.connections;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.connection.Connection;
import io.leadloop.connection.ConnectionDraft;
import io.leadloop.connection.ConnectionKind;
import io.leadloop.connection.ConnectionRefused;
import io.leadloop.connection.ConnectionState;
import io.leadloop.connection.Connections;
import io.leadloop.database.StorableText;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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

    private static final int LONGEST_NAME = 60;

    private final Connections connections;
    private final ConnectionDesk desk;

    ConnectionsApi(Connections connections, ConnectionDesk desk) {
        this.connections = connections;
        this.desk = desk;
    }

    /**
     * What somebody wants a connection to be.
     *
     * @param keys by their names in the configuration; members of lists and maps as {@code secrets[0]}, {@code
     *     conversion-actions[won]}. A secret that is left out stays, any other key that is left out is removed
     * @param state left out it stays as it is; a new connection is a draft then
     * @param version the version that this replaces; left out it replaces whatever there is
     */
    record Wanted(
            String type,
            @Nullable String label,
            @Nullable ConnectionState state,
            @Nullable Map<String, String> keys,
            @Nullable Integer version) {

        private static final ObjectReader STRICT = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .readerFor(Wanted.class);

        /** Throws ResponseStatusException, 400: a misspelt "keys" would take all keys away. */
        static Wanted read(String document) {
            try {
                Wanted read = STRICT.readValue(document);
                if (read == null || read.type() == null) {
                    throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Say the type of the connection.");
                }
                return read;
            } catch (UnrecognizedPropertyException e) {
                throw new ResponseStatusException(
                        HttpStatus.BAD_REQUEST,
                        "A connection has no field '" + StorableText.of(e.getPropertyName(), LONGEST_NAME)
                                + "': it has type, label, state, keys and version.",
                        e);
            } catch (JsonProcessingException e) {
                JsonLocation at = e.getLocation();
                throw new ResponseStatusException(
                        HttpStatus.BAD_REQUEST,
                        "The document is no connection as JSON"
                                + (at == null
                                        ? "."
                                        : ", see line " + at.getLineNr() + ", column " + at.getColumnNr() + "."),
                        e);
            }
        }
    }

    /**
     * What a document changes.
     *
     * @param changed the keys whose value becomes another one, with {@code state}, {@code label}; never a value
     */
    record Difference(String name, boolean isNew, Set<String> changed) {}

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
        ConnectionKind of = kind(kind);
        Wanted wanted = Wanted.read(document);
        Connection before = connections.find(of, name).orElse(null);
        ConnectionState state = wanted.state();
        Integer version = wanted.version();
        ConnectionDraft draft = new ConnectionDraft(
                of,
                name,
                wanted.type(),
                wanted.label(),
                state != null ? state : before == null ? ConnectionState.DRAFT : before.state(),
                new TreeMap<>(wanted.keys() == null ? Map.of() : wanted.keys()),
                version != null ? version : before == null ? 0 : before.version());
        Difference difference =
                new Difference(name, draft.basedOn() == 0, connections.difference(draft, who.getName()));
        if (!dryRun && !difference.changed().isEmpty()) {
            desk.save(draft, who.getName());
        }
        return difference;
    }

    @ExceptionHandler(ConnectionRefused.class)
    ProblemDetail refused(ConnectionRefused e) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
        problem.setProperty("keys", e.byField());
        return problem;
    }

    private static ConnectionKind kind(String word) {
        return ConnectionKind.of(word)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "A connection is an account or a source, not '" + word + "'"));
    }
}
