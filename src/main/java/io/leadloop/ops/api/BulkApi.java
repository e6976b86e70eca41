package io.leadloop.ops.api;

import io.leadloop.conversion.ConversionState;
import io.leadloop.ops.desk.BadInput;
import io.leadloop.ops.desk.BulkJob;
import io.leadloop.ops.desk.BulkWork;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One verb on all conversions of a cause. */
@RestController
@RequestMapping({"/api/conversions/bulk", "/camunda/api/leadloop/conversions/bulk"})
class BulkApi {

    private static final int SHOWN = 50;

    private final BulkWork bulk;

    BulkApi(BulkWork bulk) {
        this.bulk = bulk;
    }

    /**
     * @param verb {@code retry} or {@code drop}; a refused conversion is looked at again
     * @param reason the reason that they have; left out, every reason
     */
    record Asked(
            @Nullable String verb,
            @Nullable String destination,
            @Nullable ConversionState state,
            @Nullable String reason,
            @Nullable String comment) {

        BulkJob.Request request() {
            if (verb == null || destination == null || state == null) {
                throw new BadInput("Give 'verb' (retry or drop), 'destination' and 'state'.");
            }
            BulkJob.Verb known = switch (verb) {
                case "retry" -> BulkJob.Verb.RETRY;
                case "drop" -> BulkJob.Verb.DROP;
                default -> throw new BadInput("The verb has to be 'retry' or 'drop'.");
            };
            return new BulkJob.Request(known, destination, state, reason, comment == null ? "" : comment.strip());
        }
    }

    /** Begins; answers at once with the number of conversions that it takes on. */
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    BulkJob ask(@RequestBody Asked asked, Principal who) {
        return bulk.ask(asked.request(), who.getName());
    }

    /** The newest jobs first. */
    @GetMapping
    List<BulkJob> list() {
        return bulk.newest(SHOWN);
    }

    /** How far it has come. */
    @GetMapping("/{id}")
    BulkJob get(@PathVariable UUID id) {
        return bulk.find(id).orElseThrow(() -> new NotFound("There is no bulk job " + id + "."));
    }
}
