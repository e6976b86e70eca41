package io.leadloop.quality;

/**
 * One of the seven questions about a conversion action, answered.
 *
 * @param figure as a person compares it, e.g. {@code 92 %}
 * @param words what it means and, where it is not good, what to do
 */
public record Answer(String question, String figure, Verdict verdict, String words) {

    public enum Verdict {
        GOOD,
        WATCH,
        BAD,
        /** Too little happened to judge. */
        UNKNOWN
    }
}
