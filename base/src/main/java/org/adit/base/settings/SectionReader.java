package org.adit.base.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads one section. Every setting is read, whatever is wrong with the others, and only then the record is made: so
/// all problems come at once and no half-read record exists.
public final class SectionReader {
    private final String section;
    private final Node.Table table;
    private final Problems problems;
    private final int problemsBefore;

    SectionReader(String section, List<String> known, Node.Table table, Problems problems) {
        this.section = section;
        this.table = table;
        this.problems = problems;
        table.entries().forEach((key, node) -> {
            if (!known.contains(key)) {
                problems.add(
                        node.place(),
                        Problems.UNKNOWN,
                        "[" + section + "] has no setting \"" + key + "\"",
                        Nearest.remedy(key, known));
            }
        });
        // An unknown setting does not keep the section from being read.
        this.problemsBefore = problems.count();
    }

    public <T> Value<T> read(Setting<T> setting) {
        Optional<Node> node = table.get(setting.name());
        if (node.isPresent()) {
            return new Value<>(setting.type().read(node.get(), setting.name(), problems));
        }
        if (setting.required()) {
            problems.add(
                    table.place(),
                    Problems.MISSING,
                    "[" + section + "] lacks \"" + setting.name() + "\"",
                    "Add it: " + setting.says());
        }
        return new Value<>(setting.fallback());
    }

    public <T> Value<Optional<T>> readOptional(Setting<T> setting) {
        Optional<Node> node = table.get(setting.name());
        if (node.isEmpty()) {
            return new Value<>(Optional.of(setting.fallback()));
        }
        Optional<T> value = setting.type().read(node.get(), setting.name(), problems);
        return new Value<>(value.isPresent() ? Optional.of(value) : Optional.empty());
    }

    /// What `maker` makes, if the section has no problem so far.
    public <T> Optional<T> make(Supplier<T> maker) {
        return problems.count() == problemsBefore ? Optional.of(maker.get()) : Optional.empty();
    }

    /// A problem with a setting of this section, or with the section if the setting is not there.
    public void problem(Setting<?> setting, String code, String what, String remedy) {
        problems.add(place(setting), code, what, remedy);
    }

    /// A problem with one item of a list.
    public void problem(Setting<?> setting, int index, String code, String what, String remedy) {
        Place place = table.get(setting.name())
                .filter(node -> node instanceof Node.Items items
                        && index < items.values().size())
                .map(node -> ((Node.Items) node).values().get(index).place())
                .orElseGet(() -> place(setting));
        problems.add(place, code, what, remedy);
    }

    public Place place(Setting<?> setting) {
        return table.get(setting.name()).map(Node::place).orElse(table.place());
    }
}
