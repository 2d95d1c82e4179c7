package org.adit.base.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A kind of section, declared once: `[name]`, or `[[name]]` if `repeated`. `reader` reads every setting and then
/// makes the record.
public record Section<T>(
        String name,
        boolean repeated,
        String says,
        List<Setting<?>> settings,
        Function<SectionReader, Optional<T>> reader) {
    public Section {
        settings = List.copyOf(settings);
    }

    List<String> keys() {
        return settings.stream().<String>map(Setting::name).toList();
    }

    Optional<Located<T>> read(Node.Table table, Problems problems) {
        SectionReader from = new SectionReader(name, keys(), table, problems);
        return reader.apply(from).map(value -> new Located<>(value, from));
    }
}
