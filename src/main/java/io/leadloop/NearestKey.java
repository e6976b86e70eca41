package io.leadloop;

import io.leadloop.spelling.NearestWord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the key that was probably meant: the one with the fewest letters changed, left out, added or swapped. */
final class NearestKey {

    private record Candidate(List<String> elements, int distance, int length) {

        /** With more than half of what differs rewritten it is another word, not a misspelt one. */
        boolean isNear() {
            return distance * 2 <= length;
        }
    }

    private NearestKey() {}

    /** The parts of the known key that is nearest; empty if none is near. */
    static Optional<List<String>> to(List<String> key, Collection<KnownKey> known) {
        return nearest(known.stream().map(it -> candidate(key, it)));
    }

    /**
     * The same for the parts of an environment variable, in which a part's end says nothing: dashes may be underscores or
     * left out.
     */
    static Optional<List<String>> toVariable(List<String> parts, Collection<KnownKey> known) {
        return nearest(known.stream()
                .flatMap(it -> IntStream.rangeClosed(
                                0, it.form() == KnownKey.Form.VALUE ? 0 : Math.min(2, parts.size() - 1))
                        .mapToObj(rest -> joined(parts, it, rest))));
    }

    private static Optional<List<String>> nearest(Stream<Candidate> candidates) {
        return candidates
                .filter(Candidate::isNear)
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(it -> String.join(".", it.elements())))
                .map(Candidate::elements);
    }

    /** The known key with the names that the given one has in place of {@code *}. */
    private static List<String> named(List<String> key, KnownKey known) {
        List<String> meant = new ArrayList<>(known.elements());
        for (int i = 0; i < meant.size(); i++) {
            if (meant.get(i).equals(KnownKey.ANY)) {
                meant.set(i, i < key.size() ? key.get(i) : "<name>");
            }
        }
        return meant;
    }

    private static Candidate candidate(List<String> key, KnownKey known) {
        List<String> meant = named(key, known);
        // What stands behind the name of a map or a list was probably meant.
        if (known.form() != KnownKey.Form.VALUE && key.size() > meant.size()) {
            meant.addAll(key.subList(meant.size(), key.size()));
        }
        if (meant.size() != key.size()) {
            return joined(key, known, 0);
        }
        int distance = 0;
        int length = 0;
        for (int i = 0; i < meant.size(); i++) {
            String wanted = KnownKey.uniform(meant.get(i));
            String given = KnownKey.uniform(key.get(i));
            int differs = NearestWord.distance(given, wanted);
            distance += differs;
            length += differs == 0 ? 0 : Math.max(given.length(), wanted.length());
        }
        return new Candidate(meant, distance, length);
    }

    /** @param rest how many parts at the end of the key are names in a map, or an index */
    private static Candidate joined(List<String> key, KnownKey known, int rest) {
        List<String> meant = named(key, known);
        int end = key.size() - rest;
        int same = 1;
        while (same < Math.min(end, meant.size())
                && KnownKey.uniform(key.get(same)).equals(KnownKey.uniform(meant.get(same)))) {
            same++;
        }
        // Where both begin alike says nothing of what differs behind it.
        String wanted = KnownKey.uniform(String.join("", meant.subList(same, meant.size())));
        String given = KnownKey.uniform(String.join("", key.subList(same, Math.max(same, end))));
        meant.addAll(key.subList(end, key.size()));
        return new Candidate(
                meant, NearestWord.distance(given, wanted), Math.max(given.length(), wanted.length()) * 3 / 4);
    }
}
