package io.leadloop.lead;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What certainly does not belong to a click id is taken away: white space and invisible signs around it, quotes, its name
 * ({@code gclid=...}), the address whose query holds it, the encoding of an address. What is left is byte for byte the
 * platform's.
 */
public final class ClickIdText {

    /** The longest address in whose query a click id is looked for, in characters. */
    public static final int MOST = 4_000;

    private static final Pattern AROUND =
            Pattern.compile("^[\\s\\p{Z}\\p{Cf}\\p{Cc}]+|[\\s\\p{Z}\\p{Cf}\\p{Cc}]+$|\\p{Cf}+");
    private static final Pattern UNSTORABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");
    private static final Pattern QUOTED = Pattern.compile(
            "([\"'`\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]+)(.*?)"
                    + "[\"'`\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb]+",
            Pattern.DOTALL);
    private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");
    /** How Google's {@code _gcl_aw} cookie keeps a gclid, and how Meta's exports of leads write their ids. */
    private static final Pattern COOKIE = Pattern.compile("GCL\\.\\d{10}\\.(.+)");

    /** A piece of a query or of a path: Google's ids have letters, digits, {@code -} and {@code _} only. */
    private static final Pattern CUT_OUT = Pattern.compile("([A-Za-z0-9_-]{10,})(?:/|/?[&#?].*)");

    private static final Pattern EXPORTED_LEAD = Pattern.compile("l:(\\d+)");
    private static final int LAYERS = 2;

    private ClickIdText() {}

    /** The click id of that kind in the text; an empty text where nothing else was in it. */
    public static String clean(ClickIdKind kind, String found) {
        String text = bare(found);
        if (kind == ClickIdKind.LL_REF) {
            return text;
        }
        if (text.indexOf('=') >= 0 || text.contains("://") || text.indexOf('?') >= 0 || text.indexOf(':') > 0) {
            Optional<String> named = named(kind, text);
            if (named.isPresent()) {
                return bare(named.get());
            }
        }
        // An opaque token may hold a per cent sign of its own; everybody else's alphabet has none.
        if (kind != ClickIdKind.OPPREF) {
            text = bare(decoded(text));
            Optional<String> named = named(kind, text);
            if (named.isPresent()) {
                return bare(named.get());
            }
        }
        return switch (kind) {
            case GCLID -> inside(CUT_OUT, inside(COOKIE, text));
            case GBRAID, WBRAID -> inside(CUT_OUT, text);
            case META_LEAD_ID -> inside(EXPORTED_LEAD, text);
            default -> text;
        };
    }

    /** The click ids in the query of a landing page, of every kind that a platform writes there. */
    public static List<ClickId> inQuery(String address, @Nullable Instant seenAt) {
        List<ClickId> clicks = new ArrayList<>();
        if (address.indexOf('?') < 0 || address.length() > MOST) {
            return clicks;
        }
        for (ClickIdKind kind : ClickIdKind.values()) {
            if (!kind.isInAddresses()) {
                continue;
            }
            parameter(List.of(kind.parameters().get(0)), address)
                    .map(it -> ClickId.seen(kind, it, seenAt))
                    .filter(it -> !ClickId.isPlaceholder(it.value()))
                    .ifPresent(clicks::add);
        }
        return clicks;
    }

    /** Whether the text is nothing but the name of a parameter that holds click ids. */
    static boolean isName(String text) {
        for (ClickIdKind kind : ClickIdKind.values()) {
            if (kind.parameters().stream().anyMatch(text::equalsIgnoreCase)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> named(ClickIdKind kind, String text) {
        for (String name : kind.parameters()) {
            Matcher whole = Pattern.compile("(?i)" + Pattern.quote(name) + "\\s*[:=]\\s*([^&#\\s]*)(?:[&#].*)?")
                    .matcher(text);
            if (whole.matches()) {
                return Optional.of(decoded(whole.group(1)));
            }
        }
        return parameter(kind.parameters(), text);
    }

    private static Optional<String> parameter(List<String> names, String address) {
        for (String name : names) {
            Matcher parameter = Pattern.compile("(?i)[?&;]" + Pattern.quote(name) + "=([^&#\\s]*)")
                    .matcher(address);
            if (parameter.find() && !parameter.group(1).isEmpty()) {
                return Optional.of(decoded(parameter.group(1)));
            }
        }
        return Optional.empty();
    }

    /** Without white space around it, invisible signs anywhere, and pairs of quotes; what no text can hold is a blank. */
    private static String bare(String found) {
        String text = UNSTORABLE.matcher(AROUND.matcher(found).replaceAll("")).replaceAll(" ");
        Matcher quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            text = AROUND.matcher(quoted.group(2)).replaceAll("");
        }
        // A spreadsheet's sign for "this is text".
        return text.startsWith("'") ? text.substring(1) : text;
    }

    /** Without the encoding of an address, of at most two layers; a plus sign is not a blank here. */
    private static String decoded(String text) {
        String plain = text;
        for (int i = 0; i < LAYERS && ENCODED.matcher(plain).find(); i++) {
            try {
                plain = URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException halfAnEncoding) {
                return plain;
            }
        }
        return plain;
    }

    private static String inside(Pattern form, String text) {
        Matcher matcher = form.matcher(text);
        return matcher.matches() ? matcher.group(1) : text;
    }
}
