package io.leadloop.sandbox;

import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What every fake platform can be asked and told. */
@RestController
@RequestMapping("/sandbox/{destination}")
@SandboxEnabled
class SandboxController {

    private final Received received;
    private final Faults faults;

    SandboxController(Received received, Faults faults) {
        this.received = received;
        this.faults = faults;
    }

    @GetMapping("/received")
    Map<String, Object> received(
            @PathVariable String destination, @RequestParam(name = "limit", defaultValue = "1000") int limit) {
        return Map.of("totals", received.totals(destination), "events", received.of(destination, limit));
    }

    @DeleteMapping("/received")
    void clear(@PathVariable String destination) {
        received.clear(destination);
    }

    @GetMapping("/faults")
    List<Faults.Fault> faults(@PathVariable String destination) {
        return faults.of(destination);
    }

    /** Replaces all faults; an empty list ends them. */
    @PutMapping("/faults")
    List<Faults.Fault> set(@PathVariable String destination, @RequestBody List<Faults.Fault> wanted) {
        faults.set(destination, wanted);
        return faults.of(destination);
    }
}
