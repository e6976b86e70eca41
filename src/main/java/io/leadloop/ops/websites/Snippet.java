package io.leadloop.ops.websites;

import org.springframework.web.util.HtmlUtils;

/**
 * The tag that somebody copies into their website.
 *
 * @param consent who is asked for consent; empty for whichever consent manager is there
 * @param reference whether the browser asks LeadLoop for a reference
 * @param fields pairs {@code field=what} for forms whose fields have names of their own
 * @param domains further domains of the same owner
 * @param group OneTrust's group of advertising cookies; empty for its usual one
 * @param own whether the website serves the script itself
 */
record Snippet(String consent, boolean reference, String fields, String domains, String group, boolean own) {

    private static final String FILE = "/leadloop-capture.js";

    /** @param address where browsers reach LeadLoop */
    String tag(String address) {
        return "<script async src=\"" + (own ? FILE : address + "/capture" + FILE) + "\""
                + (reference ? option("endpoint", address + "/capture") : "")
                + option("consent", consent)
                + option("group", consent.equals("onetrust") ? group : "")
                + option("fields", fields)
                + option("domains", domains)
                + "></script>";
    }

    private static String option(String name, String value) {
        return value.isBlank()
                ? ""
                : "\n        data-" + name + "=\""
                        + HtmlUtils.htmlEscape(value.strip().replaceAll("\\s+", " ")) + "\"";
    }
}
