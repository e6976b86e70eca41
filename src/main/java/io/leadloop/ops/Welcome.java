package io.leadloop.ops;

import io.leadloop.ops.cockpit.FirstAdministrator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells the person at the console what to open and how to sign in. */
@Component
class Welcome {

    private static final Logger log = LoggerFactory.getLogger(Welcome.class);

    private final FirstAdministrator administrator;
    private final Environment environment;

    Welcome(FirstAdministrator administrator, Environment environment) {
        this.administrator = administrator;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void greet() {
        String address = "http://localhost:" + environment.getProperty("local.server.port");
        String password = administrator
                .takeGeneratedPassword()
                .map(it -> it + "   (made now and shown this once; change it in Admin)")
                .orElse(
                        "as set or shown before (lost? start once with LEADLOOP_ADMIN_RESET=true and LEADLOOP_ADMIN_PASSWORD=...)");
        log.info("""


                  LeadLoop is ready.
                    Open      {}
                    Sign in   {}
                    Password  {}
                    Cockpit   {}/camunda/app/cockpit
                """, address, administrator.user(), password, address);
    }
}
