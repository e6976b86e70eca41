package io.leadloop.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One input cell of a decision table: any value, one of these words, or none of them. What FEEL can say beyond that is
 * refused when a file is read, so that the page shows all that is decided and no expression can reach for anything.
 *
 * @param words empty for any value
 */
public record Condition(boolean not, List<String> words) {

    public static final Condition ANY = new Condition(false, List.of());

    private static final String WORD = "\"([^\"\\\\]*)\"";
    private static final Pattern WORDS = Pattern.compile(WORD + "(\\s*,\\s*" + WORD + ")*");
    private static final Pattern ONE_WORD = Pattern.compile(WORD);
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
        if (!WORDS.matcher(list).matches()) {
            throw new NotAPipeline(place + " holds the expression " + shortened(text)
                    + ". Only words in double quotes, separated by commas, or not(...) around them are taken: LeadLoop runs"
                    + " no expressions out of files. Write the words themselves.");
        }
        return new Condition(
                not,
                ONE_WORD.matcher(list)
                        .results()
                        .map(it -> it.group(1).strip())
                        .distinct()
                        .toList());
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
