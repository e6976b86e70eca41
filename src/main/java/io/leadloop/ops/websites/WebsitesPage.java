package io.leadloop.ops.websites;

import io.leadloop.capture.CaptureChain;
import io.leadloop.capture.CaptureFigures;
import io.leadloop.ops.doors.PublicAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How click ids get from one's own websites into the CRM: the snippet, a page to try it, the chain from capture to lead, the last captures. */
@Controller
class WebsitesPage {

    private static final int MOST = 20;

    private final CaptureFigures figures;
    private final CaptureChain chain;
    private final PublicAddress address;

    WebsitesPage(CaptureFigures figures, CaptureChain chain, PublicAddress address) {
        this.address = address;
        this.figures = figures;
        this.chain = chain;
    }

    @GetMapping("/ops/websites")
    String websites(
            @RequestParam(defaultValue = "") String consent,
            @RequestParam(required = false) @Nullable Boolean reference,
            @RequestParam(defaultValue = "") String fields,
            @RequestParam(defaultValue = "") String domains,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(defaultValue = "false") boolean own,
            Model model) {
        boolean isOn = !figures.sites().isEmpty();
        Snippet snippet = new Snippet(consent, reference == null ? isOn : reference, fields, domains, group, own);
        model.addAttribute("snippet", snippet);
        model.addAttribute("tag", snippet.tag(address.of("").toString()));
        model.addAttribute("sites", figures.sites());
        model.addAttribute("keep", figures.keep().toDays());
        return captures(model, "ops/websites");
    }

    /** The part that takes longer: with many visits it compares every click id of a lead with the captured ones. */
    @GetMapping("/ops/websites/chain")
    String chain(Model model) {
        model.addAttribute("chain", chain.lately());
        model.addAttribute("sites", figures.sites());
        return "ops/websites :: chain";
    }

    /** The live part of the page. */
    @GetMapping("/ops/websites/captures")
    String captures(Model model) {
        return captures(model, "ops/websites :: captures");
    }

    private String captures(Model model, String view) {
        model.addAttribute("captures", figures.newest(MOST));
        return view;
    }

    /** A landing page of ours with the script on it; what its address carries is a made-up click. */
    @GetMapping("/ops/websites/test")
    String test(Model model) {
        model.addAttribute("isOn", !figures.sites().isEmpty());
        return "ops/websites-test";
    }
}
