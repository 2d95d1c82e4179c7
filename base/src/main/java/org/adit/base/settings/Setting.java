package org.adit.base.settings;

import java.util.Optional;

/// One setting, declared once: the reader and the reference page both come from this. `says` is a sentence for people;
/// `fallback` is what holds when it is left out, and `fallbackText` how the reference shows that.
public record Setting<T>(
        String name, SettingType<T> type, String says, boolean required, Optional<T> fallback, String fallbackText) {
    public static <T> Setting<T> required(String name, SettingType<T> type, String says) {
        return new Setting<>(name, type, says, true, Optional.empty(), "required");
    }

    /// `text` is the default as one would write it in a file.
    public static <T> Setting<T> withDefault(String name, SettingType<T> type, String says, T value, String text) {
        return new Setting<>(name, type, says, false, Optional.of(value), "`" + text + "`");
    }

    /// May be left out, and then is not there: read it with [SectionReader#readOptional].
    public static <T> Setting<T> optional(String name, SettingType<T> type, String says) {
        return new Setting<>(name, type, says, false, Optional.empty(), "none");
    }
}
