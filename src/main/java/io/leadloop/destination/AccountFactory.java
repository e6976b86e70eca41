package io.leadloop.destination;

import io.leadloop.spelling.UnreadableValue;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;

/** Creates accounts of what people typed. */
final class AccountFactory {

    private static final Pattern PREFIX = Pattern.compile(Pattern.quote(AccountName.ROOT) + "\\.[a-z0-9-]+\\.");

    private final Map<String, DestinationType> types;

    AccountFactory(List<DestinationType> types) {
        this.types = types.stream().collect(Collectors.toMap(DestinationType::id, Function.identity()));
    }

    /**
     * @throws IllegalStateException if keys are missing or the type is unknown
     * @throws BindException if a value cannot be read
     */
    Destination create(StoredAccount account) {
        DestinationType type = types.get(account.type());
        if (type == null) {
            throw new IllegalStateException("There is no platform type '" + account.type() + "'; it is one of "
                    + String.join(", ", new TreeSet<>(types.keySet())) + ".");
        }
        return type.create(account.accountName(), account.binder());
    }

    /** What all accounts have; nothing said where that cannot be read. */
    PlatformSettings.@Nullable Account settings(StoredAccount account) {
        try {
            return account.binder().bindOrCreate(account.accountName().prefix(), PlatformSettings.Account.class);
        } catch (BindException wrong) {
            return null;
        }
    }

    /** What is wrong with an account, without any value that was typed. */
    static AccountMistake mistake(RuntimeException wrong) {
        if (wrong instanceof BindException unreadable) {
            UnreadableValue value = UnreadableValue.of(unreadable);
            String key = PREFIX.matcher(value.key()).replaceFirst("");
            return AccountMistake.at(key, value.words(key));
        }
        String words = String.valueOf(wrong.getMessage());
        return AccountMistake.naming(PREFIX, words);
    }
}
