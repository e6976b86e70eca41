package io.leadloop.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Compares words by the letters that differ. */
public final class NearestWord {

    private NearestWord() {}

    /** The known word with the fewest letters changed, left out, added or swapped; empty if more than half of it differs. */
    public static Optional<String> to(String word, Collection<String> known) {
        String given = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(it -> distance(given, it.toLowerCase(Locale.ROOT)) * 2 <= Math.max(given.length(), it.length()))
                .min(Comparator.comparingInt((String it) -> distance(given, it.toLowerCase(Locale.ROOT)))
                        .thenComparing(it -> it));
    }

    /** The optimal string alignment distance: two letters that changed places count once. */
    public static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                steps[i][j] =
                        Math.min(Math.min(steps[i - 1][j] + 1, steps[i][j - 1] + 1), steps[i - 1][j - 1] + changed);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[a.length()][b.length()];
    }
}
