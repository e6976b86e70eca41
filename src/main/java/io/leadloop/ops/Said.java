package io.leadloop.ops;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tells after a press what came of it, at the place of the page where it was pressed, and leads back there. */
final class Said {

    private static final Pattern PLACES =
            Pattern.compile("/ops/(failures|destinations|leads/[0-9a-f-]{36})(#[A-Za-z0-9_.-]+)?");

    private Said() {}

    /** The redirect to a page on whose top the words stand. */
    static String onTop(String page, String words, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", words);
        return "redirect:" + page;
    }

    /**
     * The redirect to a part of a page, where the words stand.
     *
     * @param place the id of the part
     */
    static String at(String page, String place, String words, RedirectAttributes redirect) {
        redirect.addFlashAttribute("doneAt", place);
        return onTop(page + "#" + place, words, redirect);
    }

    /** The same for what could not be done. */
    static String problemAt(String page, String place, @Nullable String words, RedirectAttributes redirect) {
        redirect.addFlashAttribute("problem", words);
        redirect.addFlashAttribute("problemAt", place);
        return "redirect:" + page + "#" + place;
    }

    /**
     * The redirect to the page that the form named, or to that place if it named none.
     *
     * @param back a page of ours and a part of it; anything else is not followed
     */
    static String back(@Nullable String back, String page, String place, String words, RedirectAttributes redirect) {
        if (back == null || !PLACES.matcher(back).matches()) {
            return at(page, place, words, redirect);
        }
        int part = back.indexOf('#');
        return part < 0
                ? onTop(back, words, redirect)
                : at(back.substring(0, part), back.substring(part + 1), words, redirect);
    }
}
