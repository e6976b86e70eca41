package io.leadloop.ops;

import io.leadloop.ops.signin.OidcSignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.web.WebAttributes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page on which people sign in: by a user of the engine, or by the identity provider where one is configured. */
@Controller
class SignInPage {

    private final ObjectProvider<OidcSignIn> provider;

    SignInPage(ObjectProvider<OidcSignIn> provider) {
        this.provider = provider;
    }

    @GetMapping("/login")
    String login(Model model, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Object problem = session == null ? null : session.getAttribute(WebAttributes.AUTHENTICATION_EXCEPTION);
        model.addAttribute("provider", provider.getIfAvailable());
        model.addAttribute("refusal", OidcSignIn.words(problem));
        model.addAttribute("wait", problem instanceof LockedException locked ? locked.getMessage() : null);
        return "login";
    }
}
