package org.adit.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Rows for people: columns as wide as their widest cell, two spaces apart.
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(List.of(heads));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /// `nothing` is printed instead of a table without rows.
    void printTo(PrintWriter out, String nothing) {
        if (rows.size() == 1) {
            out.println(nothing);
            return;
        }
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i));
                line.repeat(' ', i == columns - 1 ? 0 : widths[i] - row.get(i).length() + 2);
            }
            out.println(line);
        }
        out.flush();
    }
}
