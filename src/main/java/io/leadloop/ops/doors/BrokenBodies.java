package io.leadloop.ops.doors;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.BadRequestException;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Ends the connection where the chunks of a body cannot be taken apart while nobody holds a thread for it. Tomcat knows that
 * the sender is to blame and closes, but comes by once more for the exception and would make 500 and a stack trace of it.
 */
@Component
class BrokenBodies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        tomcat.addEngineValves(new ValveBase(true) {
            @Override
            public void invoke(Request request, Response response) throws IOException, ServletException {
                if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof BadRequestException) {
                    response.setStatus(Response.SC_BAD_REQUEST);
                    response.setErrorReported();
                    return;
                }
                getNext().invoke(request, response);
            }
        });
    }
}
