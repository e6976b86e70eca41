package io.leadloop.ops.sources;

import io.leadloop.crm.SourceHealth;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The page CRMs and forms. */
@Controller
class SourcesPage {

    private final SourceLines lines;
    private final SourceHealth health;

    SourcesPage(SourceLines lines, SourceHealth health) {
        this.lines = lines;
        this.health = health;
    }

    @GetMapping("/ops/sources")
    String sources(Model model) {
        lines.show(model);
        return "ops/sources";
    }

    @GetMapping("/api/sources")
    @ResponseBody
    List<SourceHealth.Source> list() {
        return health.all();
    }
}
