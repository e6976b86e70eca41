package io.leadloop.destination.httpaccount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.Masked;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fills the account's templates in. */
final class HttpAccountRequest {

    private final HttpAccountSettings settings;

    HttpAccountRequest(HttpAccountSettings settings) {
        this.settings = settings;
    }

    /** The body of a request. */
    JsonNode of(List<Upload> uploads) {
        JsonTemplate body = settings.body();
        if (body == null && settings.batchSize() == 1) {
            return event(uploads.get(0));
        }
        ArrayNode events = JsonNodeFactory.instance.arrayNode();
        uploads.forEach(it -> events.add(event(it)));
        return body == null ? events : body.with(it -> it.isEvents() ? events : key(it));
    }

    JsonNode event(Upload upload) {
        return template().with(it -> value(it, upload));
    }

    /** What points to a person masked, the account's keys left out. */
    String masked(Upload upload) {
        return template()
                .with(it -> {
                    JsonNode value = it.key() != null ? TextNode.valueOf("(key)") : value(it, upload);
                    boolean isPersonal = it.field() != null && it.field().isPersonal();
                    return value == null || !isPersonal ? value : TextNode.valueOf(Masked.value(value.asText()));
                })
                .toString();
    }

    private JsonTemplate template() {
        return Objects.requireNonNull(settings.event(), "an account that is off sends nothing");
    }

    private @Nullable JsonNode value(Placeholder placeholder, Upload upload) {
        return placeholder.form() != null ? placeholder.form().of(upload, settings.actions()) : key(placeholder);
    }

    private JsonNode key(Placeholder placeholder) {
        String value = settings.keys().of(Objects.requireNonNull(placeholder.key()));
        return placeholder.isNumber() ? LongNode.valueOf(Long.parseLong(value)) : TextNode.valueOf(value);
    }
}
