package io.leadloop.ops.connections;

import io.leadloop.connection.Connection;
import io.leadloop.connection.ConnectionKind;
import io.leadloop.connection.ConnectionRefused;
import io.leadloop.connection.ConnectionSignIn;
import io.leadloop.connection.SignInFailed;
import io.leadloop.connection.SignedIn;
import io.leadloop.ops.doors.AsksOutside;
import io.leadloop.ops.doors.PublicAddress;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Connect with ...": the way to a platform's sign-in and back. Tokens and codes stand on no page. */
@Controller
class ConnectionSignInPage {

    private static final String CALLBACK = "/ops/connections/oauth/callback";

    private final ConnectionSignIn signIn;
    private final ConnectionDesk desk;
    private final PublicAddress address;

    ConnectionSignInPage(ConnectionSignIn signIn, ConnectionDesk desk, PublicAddress address) {
        this.signIn = signIn;
        this.desk = desk;
        this.address = address;
    }

    /**
     * What the connection's page says of the sign-in.
     *
     * @param redirect what has to be registered with the app
     */
    record Invitation(ConnectionSignIn.Offer offer, URI redirect) {}

    /** Null for a type without a sign-in. */
    @Nullable
    Invitation invitation(Connection connection) {
        return signIn.offer(connection)
                .map(it -> new Invitation(it, address.of(CALLBACK)))
                .orElse(null);
    }

    /** A page with a link, not a redirect: our content policy (form-action) stops forms that end at another host. */
    @PostMapping("/ops/connections/{kind}/{name}/sign-in")
    String begin(
            @PathVariable String kind,
            @PathVariable String name,
            Principal who,
            Model model,
            RedirectAttributes redirect) {
        ConnectionKind of =
                ConnectionKind.of(kind).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            model.addAttribute("consent", signIn.ask(of, name, address.of(CALLBACK), who.getName()));
            model.addAttribute("back", page(of, name));
            return "ops/connection-sign-in";
        } catch (SignInFailed e) {
            return told(e, redirect);
        }
    }

    /** What a platform sends the person back with (RFC 6749, 4.1.2). */
    @AsksOutside
    @GetMapping(CALLBACK)
    String answered(
            @RequestParam(defaultValue = "") String state,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String error,
            Principal who,
            RedirectAttributes redirect) {
        SignedIn given;
        try {
            given = signIn.answered(state, code, error, who.getName());
        } catch (SignInFailed e) {
            return told(e, redirect);
        }
        try {
            desk.take(given, who.getName());
            redirect.addFlashAttribute("done", given.words());
        } catch (ConnectionRefused e) {
            redirect.addFlashAttribute("problem", e.getMessage());
        }
        return "redirect:" + page(given.kind(), given.name());
    }

    private static String told(SignInFailed e, RedirectAttributes redirect) {
        redirect.addFlashAttribute("problem", e.words());
        ConnectionKind kind = e.kind();
        String name = e.name();
        return "redirect:" + (kind == null || name == null ? "/ops/connections/oauth/unknown" : page(kind, name));
    }

    /** Where an answer that belongs to nothing is told. */
    @GetMapping("/ops/connections/oauth/unknown")
    String unknown() {
        return "ops/connection-sign-in";
    }

    private static String page(ConnectionKind kind, String name) {
        return "/ops/connections/" + kind.word() + "/" + name;
    }
}
