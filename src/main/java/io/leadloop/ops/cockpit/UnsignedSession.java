package io.leadloop.ops.cockpit;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Supplier;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;

/**
 * The session of one request of somebody who has not signed in; gone with its answer. A sign-in begins the stored one, which
 * takes nothing over: its token against forged requests is a new one.
 */
final class UnsignedSession implements HttpSession {

    private final MapSession session = new MapSession();
    private final ServletContext context;
    private final Supplier<HttpSession> stored;
    private boolean over;

    UnsignedSession(ServletContext context, Supplier<HttpSession> stored) {
        this.context = context;
        this.stored = stored;
    }

    /** Whether it was ended, and the next that asks for a session gets another one. */
    boolean isOver() {
        return over;
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value instanceof Authentications signedIn
                && !signedIn.getAuthentications().isEmpty()) {
            stored.get().setAttribute(name, signedIn);
        } else {
            session.setAttribute(name, value);
        }
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return session.getAttribute(name);
    }

    @Override
    public void removeAttribute(String name) {
        session.removeAttribute(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(session.getAttributeNames());
    }

    @Override
    public void invalidate() {
        over = true;
    }

    @Override
    public boolean isNew() {
        return true;
    }

    @Override
    public String getId() {
        return session.getId();
    }

    @Override
    public long getCreationTime() {
        return session.getCreationTime().toEpochMilli();
    }

    @Override
    public long getLastAccessedTime() {
        return session.getLastAccessedTime().toEpochMilli();
    }

    @Override
    public ServletContext getServletContext() {
        return context;
    }

    @Override
    public int getMaxInactiveInterval() {
        return (int) session.getMaxInactiveInterval().toSeconds();
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        // It ends with its request.
    }
}
