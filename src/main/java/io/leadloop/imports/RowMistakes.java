package io.leadloop.imports;

import io.leadloop.imports.BadCell.Question;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that is wrong with one row. */
final class RowMistakes {

    private final List<String> words = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();

    interface Part<T> {
        @Nullable
        T read() throws BadCell;
    }

    <T> @Nullable T of(Part<T> part) {
        try {
            return part.read();
        } catch (BadCell e) {
            words.add(String.valueOf(e.getMessage()));
            if (e.question() != null) {
                questions.add(e.question());
            }
            return null;
        }
    }

    void add(String mistake) {
        words.add(mistake);
    }

    List<String> words() {
        return words;
    }

    List<Question> questions() {
        return questions;
    }
}
