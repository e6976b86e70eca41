package io.leadloop.destination.httpaccount;

import io.leadloop.http.PublicAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where requests go: one host, written out. Keys of the account may stand in the path and the query, encoded, so that
 * none of them can become another host or another part of the address.
 *
 * @param host scheme, host and port as they are written
 */
record RequestAddress(String host, Placeholder.Text rest) {

    private static final Pattern PARTS = Pattern.compile("(https?://[^/?#\\s]+)([/?].*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBERS =
            Pattern.compile("(0x)?[0-9a-f]+(\\.(0x)?[0-9a-f]+)*", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOTTED = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

    /**
     * @param mayBePrivate whether an address of the inner network will do, and one without TLS
     * @throws IllegalArgumentException whose words say what is wrong, without the address: it may hold a secret
     */
    static RequestAddress of(String text, boolean mayBePrivate) {
        var parts = PARTS.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("it has to begin with https:// and a host");
        }
        String host = parts.group(1);
        if (host.contains("{")) {
            throw new IllegalArgumentException("the host has to be written out: no field and no key can stand in it");
        }
        String path = parts.group(2) == null ? "" : parts.group(2);
        if (path.contains("#")) {
            throw new IllegalArgumentException("it cannot have a fragment (#)");
        }
        RequestAddress address = new RequestAddress(host, Placeholder.read(path, Placeholder.Place.KEYS));
        check(address.uri(new AccountKeys(java.util.Map.of()), true), mayBePrivate);
        return address;
    }

    private static void check(URI uri, boolean mayBePrivate) {
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("it cannot hold a user and password: set auth and secret");
        }
        String name = uri.getHost();
        if (name == null) {
            throw new IllegalArgumentException("its host is none");
        }
        if (mayBePrivate) {
            return;
        }
        if (!uri.getScheme().toLowerCase(Locale.ROOT).equals("https")) {
            throw new IllegalArgumentException("it has to begin with https:// (or set allow-private-address=true)");
        }
        boolean isLiteral = name.startsWith("[") || DOTTED.matcher(name).matches();
        if (!isLiteral && NUMBERS.matcher(name).matches()) {
            throw new IllegalArgumentException("write the host as a name or as four decimal numbers");
        }
        // Names are looked up with each request, what is written as an address is known now.
        boolean isRefused = isLiteral
                && new PublicAddresses(RequestAddress::literal).refusal(uri).isPresent();
        if (isRefused
                || name.equalsIgnoreCase("localhost")
                || name.toLowerCase(Locale.ROOT).endsWith(".localhost")) {
            throw new IllegalArgumentException(
                    "its host is of a private, local or reserved network (allow it by allow-private-address=true)");
        }
    }

    private static InetAddress[] literal(String host) throws UnknownHostException {
        return new InetAddress[] {InetAddress.getByName(host)};
    }

    RequestAddress sameHostAs(RequestAddress other) {
        if (!host.equalsIgnoreCase(other.host)) {
            throw new IllegalArgumentException("it has to be of the same host as url");
        }
        return this;
    }

    Set<String> keys() {
        return keys(rest);
    }

    static Set<String> keys(Placeholder.Text text) {
        Set<String> keys = new TreeSet<>();
        for (Object part : text.parts()) {
            if (part instanceof Placeholder placeholder && placeholder.key() != null) {
                keys.add(placeholder.key());
            }
        }
        return keys;
    }

    URI uri(AccountKeys keys) {
        return uri(keys, false);
    }

    private URI uri(AccountKeys keys, boolean isTrial) {
        StringBuilder written = new StringBuilder(host);
        for (Object part : rest.parts()) {
            if (part instanceof Placeholder placeholder && placeholder.key() != null) {
                String value = isTrial ? "key" : keys.of(placeholder.key());
                written.append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
            } else {
                written.append(part);
            }
        }
        try {
            return new URI(written.toString());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("character " + e.getIndex() + " of it cannot stand in an address", e);
        }
    }

    /** The path, by which people know the test way. */
    String path() {
        return uri(new AccountKeys(java.util.Map.of()), true).getPath();
    }

    /** Keys and paths may be secrets. */
    @Override
    public String toString() {
        return host;
    }
}
