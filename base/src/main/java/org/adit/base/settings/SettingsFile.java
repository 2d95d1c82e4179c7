package org.adit.base.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/// One settings file, from its text. Ask for every section, then for [#problems]. Reads no file itself.
public final class SettingsFile {
    private static final Set<String> CERTAIN = Set.of(Problems.SYNTAX, Problems.BAD_VALUE, Problems.SECRET_IN_FILE);

    private final Node.Table root;
    private final Problems problems;
    private final boolean damaged;

    private SettingsFile(Node.Table root, Problems problems) {
        this.root = root;
        this.problems = problems;
        this.damaged = problems.any(Problems.SYNTAX);
    }

    /// `file` is only for the problems. `sections` are all that may occur.
    public static SettingsFile parse(String file, String text, List<? extends Section<?>> sections) {
        Problems problems = new Problems(file);
        TomlParseResult parsed = Toml.parse(text);
        for (TomlParseError error : parsed.errors()) {
            problems.add(
                    TomlTree.place(error.position()),
                    Problems.SYNTAX,
                    "This is not TOML: " + message(error),
                    "Correct the line; text stands in double quotes, lists in brackets.");
        }
        Node.Table root = TomlTree.table(parsed, new Place(1, 1));
        List<String> known = sections.stream().<String>map(Section::name).toList();
        root.entries().forEach((key, node) -> {
            if (!known.contains(key)) {
                problems.add(
                        node.place(),
                        Problems.UNKNOWN,
                        "There is no section \"" + key + "\"",
                        Nearest.remedy(key, known));
            }
        });
        return new SettingsFile(root, problems);
    }

    /// A section that may occur once. If it is left out, it is read as if empty.
    public <T> Optional<Located<T>> one(Section<T> section) {
        Optional<Node> node = root.get(section.name());
        if (node.isEmpty()) {
            return damaged ? Optional.empty() : section.read(new Node.Table(Map.of(), Place.NOWHERE), problems);
        }
        if (node.get() instanceof Node.Table table) {
            return section.read(table, problems);
        }
        wrongShape(node.get(), section);
        return Optional.empty();
    }

    /// All sections of a repeated kind that could be read. `name` must tell them apart.
    public <T> List<Located<T>> many(Section<T> section, Setting<String> name) {
        List<Located<T>> read = new ArrayList<>();
        Optional<Node> node = root.get(section.name());
        if (node.isPresent() && node.get() instanceof Node.Items(List<Node> items, Place _)) {
            for (Node item : items) {
                if (item instanceof Node.Table table) {
                    section.read(table, problems).ifPresent(read::add);
                } else {
                    wrongShape(item, section);
                }
            }
            uniqueNames(items, section, name);
        } else {
            node.ifPresent(wrong -> wrongShape(wrong, section));
        }
        return List.copyOf(read);
    }

    /// The names of all sections of a repeated kind, also of those that could not be read: whoever refers to such a
    /// section made no mistake.
    public <T> Set<String> names(Section<T> section, Setting<String> name) {
        Set<String> names = new LinkedHashSet<>();
        if (root.get(section.name()).orElse(null) instanceof Node.Items(List<Node> items, Place _)) {
            for (Node item : items) {
                if (item instanceof Node.Table table
                        && table.get(name.name()).orElse(null) instanceof Node.Text(String text, Place _)) {
                    names.add(text);
                }
            }
        }
        return names;
    }

    /// Whether the text itself could not be read: then what seems missing may be there.
    public boolean damaged() {
        return damaged;
    }

    /// Everything found so far, in the order of the file. Of a damaged file, only what its damage cannot have caused:
    /// a lost heading makes settings look missing, unknown or doubled.
    public List<Problem> problems() {
        return problems.sorted().stream()
                .filter(p -> !damaged || CERTAIN.contains(p.code()))
                .toList();
    }

    private void uniqueNames(List<Node> items, Section<?> section, Setting<String> name) {
        Map<String, Place> seen = new LinkedHashMap<>();
        for (Node item : items) {
            Optional<Node> named = item instanceof Node.Table table ? table.get(name.name()) : Optional.empty();
            if (named.isPresent() && named.get() instanceof Node.Text(String text, Place place)) {
                Place first = seen.putIfAbsent(text, place);
                if (first != null) {
                    problems.add(
                            place,
                            Problems.DUPLICATE,
                            "There is another " + section.name() + " \"" + text + "\" in line " + first.line(),
                            "Give one of them another name.");
                }
            }
        }
    }

    private void wrongShape(Node node, Section<?> section) {
        String due = section.repeated() ? "[[" + section.name() + "]]" : "[" + section.name() + "]";
        problems.add(
                node.place(),
                Problems.WRONG_TYPE,
                "\"" + section.name() + "\" is " + Node.kind(node) + " here",
                "Write it as a section: " + due + ".");
    }

    private static String message(TomlParseError error) {
        String message = error.getMessage();
        return message == null || message.isBlank()
                ? "it cannot be read"
                : message.strip().replaceAll("\\.$", "");
    }
}
