package org.adit.base.settings;

/// A mistake in settings. `line` and `column` count from 1; 0 means that the place is not in the file (a missing
/// section).
public record Problem(String file, int line, int column, String code, String what, String remedy) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + code + ": " + what + ". " + remedy;
    }
}
