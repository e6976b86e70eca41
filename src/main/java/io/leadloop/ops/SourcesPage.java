package io.leadloop.ops;

import io.leadloop.crm.SourceHealth;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The CRMs: whether they talk, what of them waits, what only the sweep brought. */
@Controller
class SourcesPage {

    private final SourceHealth health;

    SourcesPage(SourceHealth health) {
        this.health = health;
    }

    @GetMapping("/ops/sources")
    String sources(Model model) {
        model.addAttribute("sources", health.all());
        return "ops/sources";
    }

    @GetMapping("/api/sources")
    @ResponseBody
    List<SourceHealth.Source> list() {
        return health.all();
    }
}
