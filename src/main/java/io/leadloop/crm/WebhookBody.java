package io.leadloop.crm;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The body of a webhook that is still being sent, collected without holding a thread. When it has ended it is handed on, cut
 * where it was larger than allowed; when its time is over the sender gets 408.
 */
final class WebhookBody implements ReadListener, AsyncListener {

    private static final int CHUNK = 8192;
    /** So far even a body that is too large is listened to, so that its sender hears why instead of a broken pipe. */
    private static final long MOST_HEARD = 32L * 1024 * 1024;

    private final AsyncContext waiting;
    private final ServletInputStream in;
    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long total;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Next next;

    /** Answers the request, whose body is here. */
    interface Next {
        void take(byte[] body) throws IOException;
    }

    /** @param most bytes that are kept */
    WebhookBody(AsyncContext waiting, int most, Next next) throws IOException {
        this.waiting = waiting;
        this.in = waiting.getRequest().getInputStream();
        this.most = most;
        this.next = next;
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
            bytes.write(chunk, 0, Math.min(read, most - bytes.size()));
        }
        if (total > MOST_HEARD) {
            goOn();
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        goOn();
    }

    private void goOn() throws IOException {
        if (over.compareAndSet(false, true)) {
            try {
                next.take(bytes.toByteArray());
            } finally {
                waiting.complete();
            }
        }
    }

    @Override
    public void onError(Throwable gone) {
        // Tomcat tells it by the other onError too, and only there it lets us end it.
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(HttpServletResponse.SC_REQUEST_TIMEOUT);
    }

    private void end(int status) {
        if (over.compareAndSet(false, true)) {
            HttpServletResponse response = (HttpServletResponse) waiting.getResponse();
            response.setStatus(status);
            response.setHeader("Connection", "close");
            waiting.complete();
        }
    }

    /** The sender is gone, or neither the chunks nor the length are as it said. */
    @Override
    public void onError(AsyncEvent event) {
        end(HttpServletResponse.SC_BAD_REQUEST);
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
