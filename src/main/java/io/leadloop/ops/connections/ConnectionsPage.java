package io.leadloop.ops.connections;

import io.leadloop.connection.Connection;
import io.leadloop.connection.ConnectionDraft;
import io.leadloop.connection.ConnectionKind;
import io.leadloop.connection.ConnectionRefused;
import io.leadloop.connection.ConnectionState;
import io.leadloop.connection.ConnectionType;
import io.leadloop.connection.ConnectionTypes;
import io.leadloop.connection.Connections;
import io.leadloop.crm.CrmSources;
import io.leadloop.destination.Destinations;
import io.leadloop.ops.doors.AsksOutside;
import io.leadloop.ops.doors.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Making and changing a connection in the browser. What was typed is kept on the page, never in a session. */
@Controller
class ConnectionsPage {

    private final ConnectionTypes types;
    private final Connections connections;
    private final ConnectionDesk desk;
    private final SuggestedKeys suggested;
    private final Destinations destinations;
    private final CrmSources sources;
    private final ConnectionSignInPage signIn;
    private final AccountAuditPage audits;
    private final PresetForms presets;
    private final PublicAddress address;

    ConnectionsPage(
            ConnectionTypes types,
            Connections connections,
            ConnectionDesk desk,
            SuggestedKeys suggested,
            Destinations destinations,
            CrmSources sources,
            ConnectionSignInPage signIn,
            AccountAuditPage audits,
            PresetForms presets,
            PublicAddress address) {
        this.types = types;
        this.connections = connections;
        this.desk = desk;
        this.suggested = suggested;
        this.destinations = destinations;
        this.sources = sources;
        this.signIn = signIn;
        this.audits = audits;
        this.presets = presets;
        this.address = address;
    }

    /** Whether the reader may change a connection; the doors hold it, not the page. */
    @ModelAttribute("mayChange")
    boolean mayChange(HttpServletRequest request) {
        return request.isUserInRole("ADMIN");
    }

    /** Whether the reader may have the platform asked. */
    @ModelAttribute("mayTest")
    boolean mayTest(HttpServletRequest request) {
        return Stream.of("ADMIN", "OPERATOR", "SALES_OPS").anyMatch(request::isUserInRole);
    }

    /**
     * @param type the chosen one; without it the types to choose from
     * @param preset the chosen one of a CRM that is made by data
     */
    @GetMapping("/ops/connections/{kind}/new")
    String fresh(
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String preset,
            Model model) {
        ConnectionKind of = kind(kind);
        if (type == null) {
            model.addAttribute("kind", of);
            model.addAttribute("types", types.of(of));
            model.addAttribute("presets", of == ConnectionKind.SOURCE ? presets.all() : List.of());
            return "ops/connection-types";
        }
        ConnectionType known = type(of, type);
        Map<String, String> filled = new HashMap<>(suggested.of(known));
        presets.find(known, preset)
                .ifPresent(it -> filled.put(PresetForms.KEY, it.guide().preset()));
        return show(ConnectionForm.of(presets.asking(known, preset), filled), null, model);
    }

    @GetMapping("/ops/connections/{kind}/{name}")
    String one(@PathVariable String kind, @PathVariable String name, Model model) {
        Connection it = connections.find(kind(kind), name).orElseThrow(ConnectionsPage::notFound);
        ConnectionType type =
                presets.asking(type(it.kind(), it.type()), it.keys().get(PresetForms.KEY));
        return show(ConnectionForm.of(type, it), it, model);
    }

    /**
     * @param state {@code ON} or {@code DRAFT} for what the button says; without it the connection stays what it is
     * @param sent the form
     */
    @PostMapping("/ops/connections/{kind}")
    String save(
            @PathVariable String kind,
            @RequestParam String type,
            @RequestParam String name,
            @RequestParam ConnectionState state,
            @RequestParam int version,
            @RequestParam Map<String, String> sent,
            Principal who,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Map<String, String> typed = ChosenActions.asLines(sent);
        ConnectionType known = type(kind(kind), type);
        Optional<Connection> kept = version == 0 ? Optional.empty() : connections.find(known.kind(), name.strip());
        Map<String, String> mistakes = ConnectionForm.mistakes(known, typed);
        try {
            if (!mistakes.isEmpty()) {
                return refused(known, typed, kept, String.join(" ", mistakes.values()), mistakes, model, response);
            }
            String label = typed.getOrDefault("label", "").strip();
            Connection saved = desk.save(
                    new ConnectionDraft(
                            known.kind(),
                            name.strip(),
                            type,
                            label.isEmpty() ? null : label,
                            state,
                            ConnectionForm.keys(known, typed),
                            version),
                    who.getName());
            redirect.addFlashAttribute("done", said(saved));
            return "redirect:/ops/connections/" + known.kind().word() + "/" + saved.name();
        } catch (ConnectionRefused e) {
            return refused(known, typed, kept, String.valueOf(e.getMessage()), e.byField(), model, response);
        }
    }

    @PostMapping("/ops/connections/{kind}/{name}/state")
    String state(
            @PathVariable String kind,
            @PathVariable String name,
            @RequestParam ConnectionState state,
            @RequestParam int version,
            Principal who,
            RedirectAttributes redirect) {
        ConnectionKind of = kind(kind);
        String page = "redirect:/ops/connections/" + of.word() + "/" + name;
        try {
            Connection changed = desk.put(of, name, state, version, who.getName());
            redirect.addFlashAttribute("done", said(changed));
            return state == ConnectionState.REMOVED
                    ? "redirect:" + (of == ConnectionKind.ACCOUNT ? "/ops/destinations" : "/ops/sources")
                    : page;
        } catch (ConnectionRefused e) {
            redirect.addFlashAttribute("problem", e.getMessage());
            return page;
        }
    }

    /** Tries an ad account; nothing is sent that counts. */
    @AsksOutside
    @PostMapping("/ops/connections/account/{name}/test")
    String trial(@PathVariable String name, Principal who, Model model) {
        try {
            model.addAttribute("trial", desk.trial(name, who.getName()).lines());
        } catch (ConnectionRefused e) {
            model.addAttribute("problem", e.getMessage());
        }
        return one(ConnectionKind.ACCOUNT.word(), name, model);
    }

    private static String said(Connection it) {
        return switch (it.state()) {
            case ON -> "'" + it.name() + "' is on, on every node within seconds.";
            case DRAFT -> "'" + it.name() + "' is saved as a draft; nothing goes through it yet.";
            case OFF -> "'" + it.name() + "' is switched off.";
            case REMOVED -> "'" + it.name() + "' is removed.";
        };
    }

    private String refused(
            ConnectionType type,
            Map<String, String> typed,
            Optional<Connection> kept,
            String problem,
            Map<String, String> wrong,
            Model model,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        ConnectionType asking = presets.asking(type, typed.get(ConnectionForm.KEY + PresetForms.KEY));
        return show(ConnectionForm.refused(asking, typed, kept.orElse(null), problem, wrong), kept.orElse(null), model);
    }

    private String show(ConnectionForm form, @Nullable Connection kept, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("connection", kept);
        model.addAttribute(
                "offer", presets.find(form.type(), form.value(PresetForms.KEY)).orElse(null));
        if (form.type().kind() == ConnectionKind.SOURCE) {
            model.addAttribute("freshSecret", PresetForms.freshSecret());
            model.addAttribute("webhooks", address.of("/webhooks/").toString());
        }
        if (kept != null) {
            model.addAttribute("state", ConnectionWords.of(kept.state()));
            model.addAttribute("signIn", signIn.invitation(kept));
            if (kept.kind() == ConnectionKind.ACCOUNT) {
                audits.show(kept.name(), model);
            }
            model.addAttribute("changes", connections.history(kept.kind(), kept.name()));
            model.addAttribute(
                    "trouble",
                    (kept.kind() == ConnectionKind.ACCOUNT
                                    ? destinations.problemOf(kept.name())
                                    : sources.problemOf(kept.name()))
                            .orElse(null));
        }
        return "ops/connection";
    }

    private ConnectionType type(ConnectionKind kind, String type) {
        return types.find(kind, type).orElseThrow(ConnectionsPage::notFound);
    }

    private static ConnectionKind kind(String word) {
        return ConnectionKind.of(word).orElseThrow(ConnectionsPage::notFound);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
