package org.adit.systemtest.canary.shapes;

/// Without default over a family; with one over what is open.
final class InnocentSwitches {
    int number(Family member) {
        return switch (member) {
            case Family.One _ -> 1;
            case Family.Two(int number) -> number;
            case Family.Three _ -> 3;
        };
    }

    int number(Object anything) {
        return switch (anything) {
            case String text -> text.length();
            case Integer number -> number;
            default -> 0;
        };
    }
}
