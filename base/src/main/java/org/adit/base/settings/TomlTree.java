package org.adit.base.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// The library's tree as ours.
final class TomlTree {
    private TomlTree() {}

    static Node.Table table(TomlTable table, Place place) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (String key : table.keySet()) {
            // As a path of one: a dotted key would be taken apart.
            List<String> path = List.of(key);
            Object value = table.get(path);
            if (value != null) {
                entries.put(key, node(value, place(table.inputPositionOf(path))));
            }
        }
        return new Node.Table(entries, place);
    }

    static Place place(@Nullable TomlPosition position) {
        return position == null ? Place.NOWHERE : new Place(position.line(), position.column());
    }

    private static Node node(Object value, Place place) {
        return switch (value) {
            case String text -> new Node.Text(text, place);
            case Long number -> new Node.Whole(number, place);
            case Boolean flag -> new Node.Flag(flag, place);
            case TomlTable table -> table(table, place);
            case TomlArray array -> items(array, place);
            case Double _ -> new Node.Other("a fraction", place);
            default -> new Node.Other("a date or time", place);
        };
    }

    private static Node items(TomlArray array, Place place) {
        List<Node> values = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            values.add(node(array.get(i), place(array.inputPositionOf(i))));
        }
        return new Node.Items(values, place);
    }
}
