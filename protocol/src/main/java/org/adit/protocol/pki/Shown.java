package org.adit.protocol.pki;

/// Text that a stranger may have written, made fit to be shown: control and other invisible characters are escaped,
/// the length is bounded. Every failure's text and every log line goes through here before it repeats a peer's words.
public final class Shown {
    private static final int MAX_CHARACTERS = 256;

    private Shown() {}

    public static String text(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), MAX_CHARACTERS));
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            String piece = visible(point) ? Character.toString(point) : String.format("\\u{%x}", point);
            if (shown.length() + piece.length() > MAX_CHARACTERS - 1) {
                return shown.append('…').toString();
            }
            shown.append(piece);
            at += Character.charCount(point);
        }
        return shown.toString();
    }

    // Format characters turn text around (U+202E) or hide in it (U+200B); a lone surrogate is no character at all.
    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
