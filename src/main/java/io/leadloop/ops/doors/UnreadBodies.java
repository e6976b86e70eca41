package io.leadloop.ops.doors;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Lets a refusal leave a body unread. Tomcat reads a body to its end after the answer, and waits for whoever sends it
 * slowly; that can be switched off for one request, by its own objects only.
 */
@Component
class UnreadBodies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String ATTRIBUTE = UnreadBodies.class.getName();

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addContextValves(new ValveBase(true) {
            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                Runnable leave = () -> {
                    request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
                    // Tomcat takes it for an error of its own, whose page would replace ours.
                    response.setErrorReported();
                };
                request.setAttribute(ATTRIBUTE, leave);
                getNext().invoke(request, response);
            }
        });
    }

    /** What is left of this request's body is not read; its connection has to be closed with the answer. */
    static void leave(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Runnable leave) {
            leave.run();
        }
    }
}
