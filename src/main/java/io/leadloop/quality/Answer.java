package io.leadloop.quality;

import org.jspecify.annotations.Nullable;

/**
 * The answer to one of the seven questions about a conversion action.
 *
 * @param figure as a person compares it, e.g. {@code 92 %}
 * @param words what it means and, where it is not good, what to do
 * @param rows which rows of the action stand behind the figure; null for all
 */
public record Answer(String question, String figure, Verdict verdict, String words, QualityRows.@Nullable About rows) {

    public enum Verdict {
        GOOD,
        WATCH,
        BAD,
        /** Too little happened to judge. */
        UNKNOWN
    }

    static Answer of(String question, String figure, Verdict verdict, String words) {
        return new Answer(question, figure, verdict, words, null);
    }

    Answer with(QualityRows.About about) {
        return new Answer(question, figure, verdict, words, about);
    }
}
