package io.leadloop.ops;

import io.leadloop.ops.signin.OidcSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which people sign in: by a user of the engine, or by the identity provider where one is configured. */
@Controller
class SignInPage {

    private final ObjectProvider<OidcSignIn> provider;
    private final boolean secureCookies;

    SignInPage(
            ObjectProvider<OidcSignIn> provider,
            @Value("${server.servlet.session.cookie.secure}") boolean secureCookies) {
        this.provider = provider;
        this.secureCookies = secureCookies;
    }

    /** Browsers take secure cookies from localhost by plain http too. */
    private static boolean isThisMachine(HttpServletRequest request) {
        return Set.of("localhost", "127.0.0.1", "[::1]").contains(request.getServerName());
    }

    /** @param wait for how many seconds no password is looked at; null where one may try again at once */
    @GetMapping("/login")
    String login(Model model, HttpServletRequest request, @RequestParam(required = false) @Nullable Integer wait) {
        HttpSession session = request.getSession(false);
        Object problem = session == null ? null : session.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION);
        model.addAttribute("needsHttps", secureCookies && !request.isSecure() && !isThisMachine(request));
        model.addAttribute("provider", provider.getIfAvailable());
        model.addAttribute("refusal", OidcSignIn.words(problem));
        model.addAttribute(
                "wait", wait == null ? null : "Too many wrong passwords: wait " + wait + " s, then try again.");
        return "login";
    }
}
