package io.leadloop.ops.websites;

import org.springframework.web.util.HtmlUtils;

/**
 * The tag that somebody copies into their website.
 *
 * @param consent who is asked for consent; empty for whichever consent manager is there
 * @param reference whether the browser asks LeadLoop for a reference
 * @param fields pairs {@code field=what} for forms whose fields have names of their own
 * @param domains further domains of the same owner
 */
record Snippet(String consent, boolean reference, String fields, String domains) {

    /** @param address where browsers reach LeadLoop */
    String tag(String address) {
        return "<script async src=\"" + address + "/capture/leadloop-capture.js\""
                + (reference ? option("endpoint", address + "/capture") : "")
                + option("consent", consent)
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
