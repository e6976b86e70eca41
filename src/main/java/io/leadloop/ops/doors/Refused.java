package io.leadloop.ops.doors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A refusal as problem+json, after which the connection is closed: what is left of a body is not read. */
final class Refused {

    private Refused() {}

    static void with(HttpServletRequest request, HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        UnreadBodies.leave(request);
        response.setStatus(status);
        response.setHeader("Connection", "close");
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write("{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(title, status, detail)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
