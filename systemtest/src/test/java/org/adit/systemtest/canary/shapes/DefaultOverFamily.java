package org.adit.systemtest.canary.shapes;

final class DefaultOverFamily {
    int number(Family member) {
        return switch (member) {
            case Family.One _ -> 1;
            case Family.Two(int number) -> number;
            default -> 0;
        };
    }
}
