package io.leadloop.ops.pipeline;

import java.io.Serializable;

/**
 * Words beside one cell of the tables: what is wrong with it, or what it was understood as.
 *
 * @param name of the field, such as {@code line.amount}
 * @param row which of the fields of that name, from 0
 */
record CellNote(String name, int row, String words, boolean wrong) implements Serializable {

    /** {@code row 3 of the lines, amount has to be a number such as 120.50}. */
    String inWords() {
        int point = name.indexOf('.');
        return "row " + (row + 1) + " of the " + name.substring(0, point) + "s, " + name.substring(point + 1) + " "
                + words;
    }
}
