package io.leadloop.crm;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The body of a webhook that is still being sent, collected without holding a thread. When it has ended the
 * request goes on to its controller, with one byte more than allowed where it was larger; when its time is over the sender gets 408.
 */
final class WebhookBody implements ReadListener, AsyncListener {

    private static final String ATTRIBUTE = WebhookBody.class.getName();
    private static final int CHUNK = 8192;
    /** So far even a body that is too large is listened to, so that its sender hears why instead of a broken pipe. */
    private static final long MOST_HEARD = 32L * 1024 * 1024;

    private final AsyncContext waiting;
    private final ServletInputStream in;
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long total;
    private final AtomicBoolean over = new AtomicBoolean();

    WebhookBody(AsyncContext waiting, int most) throws IOException {
        this.waiting = waiting;
        this.in = waiting.getRequest().getInputStream();
        this.most = most;
    }

    /** The collected bytes of a request; null where its body came at once and is still to be read. */
    static byte @Nullable [] of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof byte[] body ? body : null;
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (total <= MOST_HEARD && in.isReady() && !in.isFinished()) {
            int read = in.read(chunk);
            if (read < 0) {
                break;
            }
            total += read;
            bytes.write(chunk, 0, Math.min(read, most + 1 - bytes.size()));
        }
        if (total > MOST_HEARD) {
            goOn();
        }
    }

    @Override
    public void onAllDataRead() {
        goOn();
    }

    private void goOn() {
        if (over.compareAndSet(false, true)) {
            waiting.getRequest().setAttribute(ATTRIBUTE, bytes.toByteArray());
            waiting.dispatch();
        }
    }

    @Override
    public void onError(Throwable gone) {
        if (over.compareAndSet(false, true)) {
            waiting.complete();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        if (over.compareAndSet(false, true)) {
            HttpServletResponse response = (HttpServletResponse) event.getSuppliedResponse();
            response.setStatus(HttpServletResponse.SC_REQUEST_TIMEOUT);
            response.setHeader("Connection", "close");
            waiting.complete();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        // The reading side tells it too.
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // Nothing is held.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Only a second one would come here.
    }
}
