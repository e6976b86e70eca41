package io.leadloop.ops.connections;

import io.leadloop.connection.Connection;
import io.leadloop.connection.ConnectionDraft;
import io.leadloop.connection.ConnectionKind;
import io.leadloop.connection.ConnectionRefused;
import io.leadloop.connection.ConnectionTypes;
import io.leadloop.connection.Connections;
import io.leadloop.crm.CrmSources;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The rule by which a lead form's lead and the CRM's record are one, alone: sales ops choose it, while everything else of a
 * connection is an administrator's.
 */
@Controller
class JoinRulePage {

    private static final String BY_ID = "same-id-in";
    private static final String BY_CONTACT = "same-contact-in";
    private static final String WITHIN = "same-contact-within";

    private final Connections connections;
    private final ConnectionDesk desk;
    private final CrmSources sources;
    private final ConnectionTypes types;

    JoinRulePage(Connections connections, ConnectionDesk desk, CrmSources sources, ConnectionTypes types) {
        this.types = types;
        this.connections = connections;
        this.desk = desk;
        this.sources = sources;
    }

    /**
     * @param version of the connection that the reader saw
     * @param byId the sources whose record with the lead's id is the form's lead
     * @param byContact the sources whose record with the same mail or phone is
     * @param days how far apart the two may begin
     */
    @PostMapping("/ops/connections/source/{name}/join")
    String choose(
            @PathVariable String name,
            @RequestParam int version,
            @RequestParam(defaultValue = "") List<String> byId,
            @RequestParam(defaultValue = "") List<String> byContact,
            @RequestParam(defaultValue = "7") int days,
            Principal who,
            RedirectAttributes redirect) {
        Connection form = connections
                .find(ConnectionKind.SOURCE, name)
                .filter(this::isForm)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Map<String, String> keys = new TreeMap<>(form.keys());
        keys.keySet().removeIf(it -> it.startsWith(BY_ID) || it.startsWith(BY_CONTACT));
        put(keys, BY_ID, byId, name);
        put(keys, BY_CONTACT, byContact, name);
        if (!byContact.isEmpty()) {
            keys.put(WITHIN, days + "d");
        }
        try {
            desk.save(
                    new ConnectionDraft(
                            form.kind(), form.name(), form.type(), form.label(), form.state(), keys, version),
                    who.getName());
            redirect.addFlashAttribute(
                    "done", "The rule of '" + name + "' is saved. It holds for what comes from now on.");
        } catch (ConnectionRefused e) {
            redirect.addFlashAttribute("problem", e.getMessage());
        }
        return "redirect:/ops/sources#" + name;
    }

    private boolean isForm(Connection it) {
        return types.find(it.kind(), it.type())
                .flatMap(type -> type.field(BY_CONTACT))
                .isPresent();
    }

    /** Adds the chosen sources; one that is none, or the form itself, is no choice of the page. */
    private void put(Map<String, String> keys, String key, List<String> chosen, String form) {
        for (int i = 0; i < chosen.size(); i++) {
            String crm = chosen.get(i);
            if (crm.equals(form) || !sources.names().contains(crm)) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "There is no other source of that name.");
            }
            keys.put(key + "[" + i + "]", crm);
        }
    }
}
