package org.adit.base.settings;

import java.util.List;

/// The reference page, from the declarations.
public final class SettingsReference {
    private SettingsReference() {}

    /// Markdown: `intro`, then a table per section.
    public static String markdown(String intro, List<? extends Section<?>> sections) {
        StringBuilder page = new StringBuilder(intro.strip()).append('\n');
        for (Section<?> section : sections) {
            String heading = section.repeated() ? "[[" + section.name() + "]]" : "[" + section.name() + "]";
            page.append("\n## `" + heading + "`\n\n" + section.says() + "\n\n");
            page.append("| setting | holds | default | means |\n|---|---|---|---|\n");
            section.settings().forEach(setting -> row(page, "", setting));
        }
        return page.toString();
    }

    private static void row(StringBuilder page, String within, Setting<?> setting) {
        String name = within + setting.name();
        page.append("| `" + name + "` | " + setting.type().name() + " | " + setting.fallbackText() + " | "
                + setting.says() + " |\n");
        setting.type().nested().forEach(inner -> row(page, name + ".", inner));
    }
}
