package io.leadloop.ops.pipeline;

import io.leadloop.pipeline.NotAPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Cells of the tables hold what they cannot hold; nothing was saved. */
final class CellMistakes extends NotAPipeline {

    private static final int MOST_TOLD = 3;

    // An exception is Serializable; an ArrayList is too, whatever the list was.
    private final ArrayList<CellNote> notes;

    CellMistakes(List<CellNote> notes) {
        super("Nothing was saved: "
                + notes.stream()
                        .limit(MOST_TOLD)
                        .map(it -> "in " + it.inWords())
                        .collect(Collectors.joining("; "))
                + (notes.size() > MOST_TOLD ? "; and " + (notes.size() - MOST_TOLD) + " more" : "") + ".");
        this.notes = new ArrayList<>(notes);
    }

    List<CellNote> notes() {
        return notes;
    }
}
