package io.leadloop.ops;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page knows of its reader. */
@ControllerAdvice(
        basePackages = {"io.leadloop.ops.quality", "io.leadloop.ops.overview", "io.leadloop.ops.sources"},
        assignableTypes = {Pages.class, DeskPages.class, InboxPages.class, FailureRows.class})
class PageModel {

    /** Whether the reader may press anything; the buttons of others are not shown. The doors hold it, not the page. */
    @ModelAttribute("mayPress")
    boolean mayPress(HttpServletRequest request) {
        return request.isUserInRole("ADMIN") || request.isUserInRole("OPERATOR");
    }

    /** Whether the reader may try what is stored and counted nowhere. */
    @ModelAttribute("mayTry")
    boolean mayTry(HttpServletRequest request) {
        return mayPress(request) || request.isUserInRole("SALES_OPS");
    }

    /** Whether the reader may change the pipeline. */
    @ModelAttribute("mayMap")
    boolean mayMap(HttpServletRequest request) {
        return request.isUserInRole("ADMIN") || request.isUserInRole("SALES_OPS");
    }

    /** Whether the reader may see what holds personal data in clear. */
    @ModelAttribute("isAdmin")
    boolean isAdmin(HttpServletRequest request) {
        return request.isUserInRole("ADMIN");
    }
}
