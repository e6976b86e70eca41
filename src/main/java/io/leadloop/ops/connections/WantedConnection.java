package io.leadloop.ops.connections;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.connection.ConnectionState;
import io.leadloop.database.StorableText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What somebody wants a connection to be, as a document. It takes what a listed connection has, so that one can be given back as it
 * came: which secrets are set, when and by whom it was changed say nothing here.
 *
 * @param kind {@code ACCOUNT} or {@code SOURCE} in any case; the address may say it instead
 * @param keys by their names in the configuration; members of lists and maps as {@code secrets[0]}, {@code
 *     conversion-actions[won]}. A secret that is left out stays, any other key that is left out is removed
 * @param state left out it stays as it is; a new connection is a draft then
 * @param version the version that this replaces; left out it replaces whatever there is
 * @param secrets the keys of those that are set, as listed
 */
record WantedConnection(
        String kind,
        String name,
        String type,
        @Nullable String label,
        @Nullable ConnectionState state,
        Map<String, String> keys,
        @Nullable Integer version,
        @Nullable List<String> secrets,
        @Nullable String changedAt,
        @Nullable String changedBy) {

    private static final int LONGEST_NAME = 60;

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ObjectReader ONE = STRICT.readerFor(WantedConnection.class);
    private static final ObjectReader ALL = STRICT.readerForListOf(WantedConnection.class);

    /** What is left out is empty until {@link #read} says that it is missing. */
    WantedConnection(
            @Nullable String kind,
            @Nullable String name,
            @Nullable String type,
            @Nullable String label,
            @Nullable ConnectionState state,
            @Nullable Map<String, String> keys,
            @Nullable Integer version,
            @Nullable List<String> secrets,
            @Nullable String changedAt,
            @Nullable String changedBy) {
        this.kind = kind == null ? "" : kind;
        this.name = name == null ? "" : name;
        this.type = type == null ? "" : type;
        this.label = label;
        this.state = state;
        this.keys = keys == null ? Map.of() : keys;
        this.version = version;
        this.secrets = secrets;
        this.changedAt = changedAt;
        this.changedBy = changedBy;
    }

    /** Throws ResponseStatusException, 400: a misspelt "keys" would take all keys away. */
    static WantedConnection read(String document) {
        WantedConnection read = read(document, ONE);
        if (read == null) {
            throw refused("Say the type of the connection.");
        }
        return read.typed();
    }

    /** A list of them, each with its kind and name. Throws as {@link #read}. */
    static List<WantedConnection> readAll(String document) {
        List<@Nullable WantedConnection> all = read(document, ALL);
        if (all == null) {
            throw refused("The document is a list of connections: [{...}, {...}].");
        }
        return all.stream()
                .map(it -> {
                    if (it == null
                            || it.name.isEmpty()
                            || !it.kind.toLowerCase(Locale.ROOT).matches("account|source")) {
                        throw refused("Say kind (account or source) and name of each connection.");
                    }
                    return it.typed();
                })
                .toList();
    }

    /** The same as the address calls it. Throws ResponseStatusException, 400, where the document has another name. */
    WantedConnection named(String ofKind, String called) {
        if (!kind.isEmpty() && !kind.equalsIgnoreCase(ofKind) || !name.isEmpty() && !name.equals(called)) {
            throw refused("The document is of another connection than the address: " + ofKind + "/" + called + ".");
        }
        return new WantedConnection(ofKind, called, type, label, state, keys, version, secrets, changedAt, changedBy);
    }

    private WantedConnection typed() {
        if (type.isEmpty()) {
            throw refused("Say the type of the connection" + (name.isEmpty() ? "." : " " + shown(name) + "."));
        }
        return this;
    }

    private static <T> @Nullable T read(String document, ObjectReader reader) {
        try {
            return reader.readValue(document);
        } catch (UnrecognizedPropertyException e) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "A connection has no field '" + shown(e.getPropertyName())
                            + "': it has kind, name, type, label, state, keys and version.",
                    e);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "The document is no " + (reader == ALL ? "list of connections" : "connection") + " as JSON"
                            + (at == null
                                    ? "."
                                    : ", see line " + at.getLineNr() + ", column " + at.getColumnNr() + "."),
                    e);
        }
    }

    private static String shown(String text) {
        return StorableText.of(text, LONGEST_NAME);
    }

    private static ResponseStatusException refused(String words) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, words);
    }
}
