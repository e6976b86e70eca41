package io.leadloop.ops.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A form that was refused, with what was typed into it. As the model attribute {@code kept} the page fills the form again,
 * unfolds it, and says beside the field what is wrong.
 *
 * @param action the address that the form is sent to
 * @param notes what is wrong with which field
 */
public record KeptForm(String action, ArrayList<Field> fields, ArrayList<Note> notes) implements Serializable {

    public static final String ATTRIBUTE = "kept";

    public record Field(String name, String value) implements Serializable {}

    public record Note(String name, String words) implements Serializable {}

    /** The form of a request that was refused. */
    public static KeptForm of(HttpServletRequest request, @Nullable String field, String words) {
        ArrayList<Field> fields = new ArrayList<>();
        new TreeMap<>(request.getParameterMap()).forEach((name, values) -> {
            if (!name.equals("_csrf")) {
                for (String value : values) {
                    fields.add(new Field(name, value));
                }
            }
        });
        return new KeptForm(request.getRequestURI(), fields, notes(field, words));
    }

    /** As {@link #of(HttpServletRequest, String, String)}, with the words of each wrong field by its name. */
    public static KeptForm of(HttpServletRequest request, Map<String, String> wrong) {
        KeptForm form = of(request, null, "");
        wrong.forEach((field, words) -> form.notes.add(new Note(field, words)));
        return form;
    }

    /** As {@link #of(HttpServletRequest, String, String)}, of what a person asked for. */
    public static KeptForm of(HttpServletRequest request, BadInput problem) {
        return of(request, problem.field(), String.valueOf(problem.getMessage()));
    }

    /** Of a page that fills its form itself: only what is wrong. */
    public static KeptForm noting(String action, @Nullable String field, String words) {
        return new KeptForm(action, new ArrayList<>(), notes(field, words));
    }

    private static ArrayList<Note> notes(@Nullable String field, String words) {
        return new ArrayList<>(field == null ? List.of() : List.of(new Note(field, words)));
    }
}
