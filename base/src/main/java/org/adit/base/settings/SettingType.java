package org.adit.base.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a setting may hold: how it is called in the reference, and how it is read.
public final class SettingType<T> {
    private final String name;
    private final Reader<T> reader;
    private final List<Setting<?>> nested;

    private SettingType(String name, Reader<T> reader) {
        this(name, reader, List.of());
    }

    private SettingType(String name, Reader<T> reader, List<Setting<?>> nested) {
        this.name = name;
        this.reader = reader;
        this.nested = nested;
    }

    /// Empty means that a problem was added.
    private interface Reader<T> {
        Optional<T> read(Node node, String key, Problems problems);
    }

    public static final SettingType<Boolean> FLAG = new SettingType<>(
            "true or false",
            (node, key, problems) -> node instanceof Node.Flag(boolean value, Place _)
                    ? Optional.of(value)
                    : wrongType(node, key, "true or false", problems));

    /// Never shows what it found: that may be a secret.
    public static final SettingType<SecretReference> SECRET =
            new SettingType<>("`file:/path` or `env:NAME`", (node, key, problems) -> {
                Optional<SecretReference> reference = node instanceof Node.Text(String text, Place _)
                        ? SecretReference.parse(text)
                        : Optional.empty();
                if (reference.isEmpty()) {
                    problems.add(
                            node.place(),
                            Problems.SECRET_IN_FILE,
                            "\"" + key + "\" is not a reference to a secret",
                            "Put the secret into a file that only its owner can read and write \"file:/path\" here, or "
                                    + "\"env:NAME\" for an environment variable; if a secret stood here, replace it.");
                }
                return reference;
            });

    /// Whole numbers from `least` to `most`.
    public static SettingType<Integer> number(int least, int most) {
        String name = "a number from " + least + " to " + most;
        return new SettingType<>(name, (node, key, problems) -> {
            if (!(node instanceof Node.Whole(long value, Place place))) {
                return wrongType(node, key, name, problems);
            }
            if (value < least || value > most) {
                problems.add(place, Problems.BAD_VALUE, "\"" + key + "\" is " + value, "It must be " + name + ".");
                return Optional.empty();
            }
            return Optional.of((int) value);
        });
    }

    /// One of these numbers, or `auto`, which is none.
    public static SettingType<OptionalInt> autoOrOneOf(List<Integer> numbers) {
        String name = "`auto` or " + numbers.stream().map(String::valueOf).collect(Collectors.joining(" or "));
        String plain = name.replace("`", "\"");
        return new SettingType<>(name, (node, key, problems) -> {
            if (node instanceof Node.Text(String text, Place _) && text.equals("auto")) {
                return Optional.of(OptionalInt.empty());
            }
            if (!(node instanceof Node.Whole(long value, Place place))) {
                return wrongType(node, key, plain, problems);
            }
            if (!numbers.contains((int) value) || value != (int) value) {
                problems.add(place, Problems.BAD_VALUE, "\"" + key + "\" is " + value, "It must be " + plain + ".");
                return Optional.empty();
            }
            return Optional.of(OptionalInt.of((int) value));
        });
    }

    /// Text that `parser` understands. `name` continues "a …" and `example` shows one.
    public static <T> SettingType<T> text(String name, String example, Function<String, Optional<T>> parser) {
        return new SettingType<>(name, (node, key, problems) -> {
            if (!(node instanceof Node.Text(String text, Place place))) {
                return wrongType(node, key, name, problems);
            }
            Optional<T> value = parser.apply(text);
            if (value.isEmpty()) {
                problems.add(
                        place,
                        Problems.BAD_VALUE,
                        "\"" + key + "\" is \"" + shown(text) + "\", which is not " + name,
                        "Write " + name + ", such as \"" + example + "\".");
            }
            return value;
        });
    }

    /// One of an enum's constants, in lower case with dashes.
    public static <E extends Enum<E>> SettingType<E> oneOf(Class<E> words) {
        List<E> all = Arrays.asList(words.getEnumConstants());
        List<String> known = all.stream().map(SettingType::word).toList();
        String name = known.stream().map(w -> "`" + w + "`").collect(Collectors.joining(" or "));
        return new SettingType<>(name, (node, key, problems) -> {
            if (!(node instanceof Node.Text(String text, Place place))) {
                return wrongType(node, key, String.join(" or ", known), problems);
            }
            Optional<E> value = all.stream().filter(e -> word(e).equals(text)).findFirst();
            if (value.isEmpty()) {
                problems.add(
                        place,
                        Problems.BAD_VALUE,
                        "\"" + key + "\" is \"" + shown(text) + "\"",
                        Nearest.to(text, known).isPresent()
                                ? Nearest.remedy(text, known)
                                : "It must be " + String.join(" or ", known) + ".");
            }
            return value;
        });
    }

    /// A list without repetitions; all its items are read, so that all their problems are found.
    public static <T> SettingType<List<T>> listOf(SettingType<T> type) {
        return new SettingType<>("a list, each " + type.name, (node, key, problems) -> {
            if (!(node instanceof Node.Items(List<Node> items, Place _))) {
                return wrongType(node, key, "a list", problems);
            }
            List<T> values = new ArrayList<>();
            for (Node item : items) {
                Optional<T> value = type.reader.read(item, key, problems);
                if (value.isPresent() && values.contains(value.get())) {
                    problems.add(
                            item.place(),
                            Problems.DUPLICATE,
                            "\"" + key + "\" holds " + value.get() + " twice",
                            "Remove one of them.");
                }
                value.ifPresent(values::add);
            }
            return values.size() == items.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
        });
    }

    /// A table with settings of its own.
    public static <T> SettingType<T> table(Section<T> section) {
        return new SettingType<>(
                "a table",
                (node, key, problems) -> node instanceof Node.Table table
                        ? section.read(table, problems).map(Located::value)
                        : wrongType(node, key, "a table", problems),
                section.settings());
    }

    /// For the reference.
    public String name() {
        return name;
    }

    /// The settings within, if this is a table.
    List<Setting<?>> nested() {
        return nested;
    }

    Optional<T> read(Node node, String key, Problems problems) {
        return reader.read(node, key, problems);
    }

    /// How a constant is written in settings.
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> Optional<T> wrongType(Node node, String key, String due, Problems problems) {
        problems.add(
                node.place(), Problems.WRONG_TYPE, "\"" + key + "\" is " + Node.kind(node), "It must be " + due + ".");
        return Optional.empty();
    }

    private static String shown(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 80 ? clean : clean.substring(0, 80) + "…";
    }
}
