package io.leadloop.database;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of many rows as a text array, for {@code unnest(:ids::uuid[], :names::text[])}: one statement for a whole
 * batch, with {@code on conflict} and {@code returning}, which a JDBC batch cannot give.
 */
public final class SqlArray {

    private SqlArray() {}

    /** The rows' values in order, each in its text form; the SQL casts the array to the column's type. */
    public static <T> @Nullable String[] of(Collection<T> rows, Function<T, @Nullable Object> value) {
        @Nullable String[] column = new String[rows.size()];
        int i = 0;
        for (T row : rows) {
            Object it = value.apply(row);
            column[i++] = it == null ? null : it.toString();
        }
        return column;
    }
}
