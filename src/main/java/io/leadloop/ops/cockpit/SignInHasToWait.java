package io.leadloop.ops.cockpit;

import java.time.Duration;
import org.springframework.security.authentication.LockedException;

/** Too many wrong passwords were tried: none is looked at for a while. */
public final class SignInHasToWait extends LockedException {

    private final long seconds;

    SignInHasToWait(Duration wait) {
        super("Too many wrong passwords");
        this.seconds = wait.toSeconds() + 1;
    }

    /** For how long, rounded up. */
    public long seconds() {
        return seconds;
    }
}
