package io.leadloop.connection;

import org.jspecify.annotations.Nullable;

/** A person's sign-in at a platform gave nothing; the connection is as it was. Told on the connection's page. */
public final class SignInFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final @Nullable ConnectionKind kind;
    private final @Nullable String name;

    /**
     * @param kind null where the answer belongs to no connection that is known
     * @param words why, and what to do; holds no code and no token
     */
    SignInFailed(@Nullable ConnectionKind kind, @Nullable String name, String words) {
        super(words);
        this.kind = kind;
        this.name = name;
    }

    public @Nullable ConnectionKind kind() {
        return kind;
    }

    public @Nullable String name() {
        return name;
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
