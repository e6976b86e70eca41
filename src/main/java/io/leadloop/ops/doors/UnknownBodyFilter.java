package io.leadloop.ops.doors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a request that nobody has signed in for, within bounds of size and time, before anything else looks at
 * it. A body that came along with its head, as small forms do, passes at once; one that has to be waited for takes one of
 * few places, so that slow clients never hold all threads. Webhooks and REST calls with credentials have doors of their
 * own, which decide before they read.
 */
final class UnknownBodyFilter extends OncePerRequestFilter {

    private static final long MOST_HEARD = 1024 * 1024;

    private final Predicate<HttpServletRequest> signedIn;
    private final DoorSettings settings;
    private final Semaphore places;

    UnknownBodyFilter(Predicate<HttpServletRequest> signedIn, DoorSettings settings) {
        this.signedIn = signedIn;
        this.settings = settings;
        this.places = new Semaphore(settings.slowBodies());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        return !hasBody
                || path.startsWith("/sandbox/")
                || (path.startsWith("/api/") && request.getHeader("Authorization") != null)
                || signedIn.test(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        long most = settings.maxUnknownBody().toBytes();
        if (length < 0) {
            Refused.with(
                    request,
                    response,
                    HttpServletResponse.SC_LENGTH_REQUIRED,
                    "The length is missing",
                    "Without a sign-in a body needs a Content-Length. Nothing was read.");
        } else if (length > most) {
            hear(request, length);
            Refused.with(
                    request,
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "Too large without a sign-in",
                    "Without a sign-in at most " + most + " bytes are taken. Sign in first.");
        } else if (request.getInputStream().available() >= length) {
            chain.doFilter(new BufferedBody(request, request.getInputStream().readNBytes((int) length)), response);
        } else if (places.tryAcquire()) {
            byte[] body = waited(request.getInputStream(), (int) length);
            if (body.length == length) {
                chain.doFilter(new BufferedBody(request, body), response);
            } else {
                Refused.with(
                        request,
                        response,
                        HttpServletResponse.SC_REQUEST_TIMEOUT,
                        "Too slow",
                        "The body did not come within " + settings.bodyTimeout().toSeconds() + " s.");
            }
        } else {
            response.setHeader("Retry-After", "5");
            Refused.with(
                    request,
                    response,
                    HttpStatus.TOO_MANY_REQUESTS.value(),
                    "Too many slow requests",
                    "Other requests are still being sent. Try again in some seconds.");
        }
    }

    /** Reads a body away that is too large, where there is time for it: whoever still sends would not hear the answer. */
    private void hear(HttpServletRequest request, long length) throws IOException {
        if (length <= MOST_HEARD && places.tryAcquire()) {
            waited(request.getInputStream(), (int) length);
        }
    }

    /** What came of the body until the time was over; gives the place back. */
    private byte[] waited(ServletInputStream body, int length) throws IOException {
        long until = System.nanoTime() + settings.bodyTimeout().toNanos();
        byte[] bytes = new byte[length];
        int read = 0;
        try {
            while (read < length && System.nanoTime() < until) {
                int more = body.read(bytes, read, length - read);
                if (more < 0) {
                    break;
                }
                read += more;
            }
        } catch (SocketTimeoutException tooSlow) {
            logger.debug("A request without a sign-in stopped sending");
        } finally {
            places.release();
        }
        return java.util.Arrays.copyOf(bytes, read);
    }
}
