package io.leadloop.ops.menu;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The pages by whose desk they stand on. What a role may not open is not shown to it; the doors hold it all the same. */
@Component
class Menus {

    private final Waiting waiting;

    Menus(Waiting waiting) {
        this.waiting = waiting;
    }

    Menu of(HttpServletRequest request) {
        boolean isAdmin = request.isUserInRole("ADMIN");
        boolean isOperator = isAdmin || request.isUserInRole("OPERATOR");
        boolean mayImport = isOperator || request.isUserInRole("SALES_OPS");
        Waiting.Counts counts = waiting.now();
        return Menu.of(
                List.of(
                        new MenuGroup("", List.of(MenuItem.of("/", "Overview", "home"))),
                        new MenuGroup("Leads", leads()),
                        new MenuGroup("Conversions", conversions()),
                        new MenuGroup("Operations", operations(isAdmin, isOperator, counts)),
                        new MenuGroup(
                                "Connections", connections(mayImport, isAdmin || request.isUserInRole("SALES_OPS")))),
                asInTheMenu(request.getRequestURI()));
    }

    /** Connections are below the pages that list them. */
    private static String asInTheMenu(String path) {
        return path.replaceFirst("^/ops/connections/source(?=/|$)", "/ops/sources")
                .replaceFirst("^/ops/connections/account(?=/|$)", "/ops/destinations");
    }

    private static List<MenuItem> leads() {
        return List.of(
                MenuItem.of("/ops/leads", "Leads", "users"),
                MenuItem.of("/ops/funnel", "Funnel", "filter"),
                MenuItem.of("/ops/forecast", "Expiring clicks", "hourglass"));
    }

    private static List<MenuItem> conversions() {
        return List.of(
                MenuItem.of("/ops/pipeline", "Pipeline", "route"),
                MenuItem.of("/ops/quality", "Quality", "star"),
                MenuItem.of("/ops/reconciliation", "Reconciliation", "scale"),
                MenuItem.of("/ops/money", "Money", "coin"),
                MenuItem.of("/ops/geo", "Lift tests", "flask"));
    }

    private static List<MenuItem> operations(boolean isAdmin, boolean isOperator, Waiting.Counts counts) {
        List<MenuItem> items = new ArrayList<>();
        items.add(MenuItem.of("/ops/failures", "Needs attention", "alert-triangle")
                .waiting(counts.causes()));
        items.add(MenuItem.of("/ops/inbox", "Inbox", "inbox").waiting(counts.events()));
        items.add(MenuItem.of("/ops/audit", "Audit log", "history"));
        if (isOperator) {
            items.add(MenuItem.of("/ops/erasure", "People", "eraser"));
        }
        items.add(MenuItem.of("/camunda/app/cockpit/default/", "Cockpit", "activity"));
        if (isOperator) {
            items.add(MenuItem.of("/camunda/app/tasklist/default/", "Tasklist", "checklist"));
        }
        if (isAdmin) {
            items.add(MenuItem.of("/camunda/app/admin/default/", "Admin", "shield-lock"));
        }
        return items;
    }

    private static List<MenuItem> connections(boolean mayImport, boolean hasWebsites) {
        List<MenuItem> items = new ArrayList<>();
        items.add(MenuItem.of("/ops/sources", "CRMs and forms", "plug"));
        items.add(MenuItem.of("/ops/destinations", "Ad accounts", "speakerphone"));
        if (hasWebsites) {
            items.add(MenuItem.of("/ops/websites", "Websites", "world-www"));
        }
        if (mayImport) {
            items.add(MenuItem.of("/ops/import", "Files", "file-import"));
        }
        return items;
    }
}
