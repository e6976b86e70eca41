package io.leadloop.pipeline;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One input cell of a decision table: any value, one of these words, or none of them. Other FEEL expressions are
 * refused when a file is read (NotAPipeline), so that the page shows everything that is decided and no expression is
 * evaluated.
 *
 * @param words empty for any value
 */
public record Condition(boolean not, List<String> words) {

    public static final Condition ANY = new Condition(false, List.of());

    private static final String WORD = "\"([^\"\\\\]*)\"";
    private static final Pattern ONE_WORD = Pattern.compile("\\s*+" + WORD + "\\s*+(,|$)");
    private static final int LONGEST_WORD = 500;
    private static final int MOST_WORDS = 2_000;
    private static final Pattern NOT = Pattern.compile("not\\s*\\((.*)\\)", Pattern.DOTALL);

    public Condition {
        words = List.copyOf(words);
    }

    public static Condition oneOf(String... words) {
        return new Condition(false, Arrays.asList(words));
    }

    /** Reads a cell; throws NotAPipeline, naming the place, where it says more than a Condition can. */
    static Condition ofFeel(String cell, String place) {
        String text = cell.strip();
        if (text.isEmpty() || text.equals("-")) {
            return ANY;
        }
        Matcher negated = NOT.matcher(text);
        boolean not = negated.matches();
        String list = not ? negated.group(1).strip() : text;
        List<String> words = words(list, place);
        if (words.isEmpty()) {
            throw new NotAPipeline(place + " holds the expression " + shortened(text)
                    + ". Only words in double quotes, separated by commas, or not(...) around them are taken: LeadLoop runs"
                    + " no expressions out of files. Write the words themselves.");
        }
        return new Condition(not, words);
    }

    /** One after the other, since a pattern for a whole list would need a deep stack; empty where it is no list of words. */
    private static List<String> words(String list, String place) {
        Set<String> words = new LinkedHashSet<>();
        Matcher word = ONE_WORD.matcher(list);
        int at = 0;
        boolean more = true;
        while (more) {
            word.region(at, list.length());
            if (!word.lookingAt()) {
                return List.of();
            }
            words.add(word.group(1).strip());
            at = word.end();
            more = !word.group(2).isEmpty();
        }
        if (at < list.length()) {
            return List.of();
        }
        if (words.size() > MOST_WORDS || words.stream().anyMatch(it -> it.length() > LONGEST_WORD)) {
            throw new NotAPipeline(place + " holds more than 2,000 words, or one of more than 500 characters.");
        }
        return List.copyOf(words);
    }

    static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    String feel() {
        String list = words.stream().map(it -> '"' + it + '"').collect(Collectors.joining(", "));
        return not ? "not(" + list + ")" : list;
    }

    public boolean isAny() {
        return words.isEmpty();
    }

    public boolean fits(String value) {
        return words.isEmpty() || words.contains(value) != not;
    }

    /** Whether one value could fit both. */
    public boolean overlaps(Condition other) {
        if (isAny() || other.isAny() || not && other.not) {
            return true;
        }
        return not ? other.words.stream().anyMatch(this::fits) : words.stream().anyMatch(other::fits);
    }

    /** Whether everything that fits the other one fits this one too. */
    public boolean covers(Condition other) {
        if (isAny()) {
            return true;
        }
        if (other.isAny()) {
            return false;
        }
        if (!other.not) {
            return other.words.stream().allMatch(this::fits);
        }
        return not && other.words.containsAll(words);
    }

    /** For people: {@code any}, {@code DE or AT}, {@code not DE or AT}. */
    public String inWords() {
        return isAny() ? "any" : (not ? "not " : "") + String.join(" or ", words);
    }
}
