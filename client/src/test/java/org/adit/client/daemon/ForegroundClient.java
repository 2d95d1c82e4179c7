package org.adit.client.daemon;

import java.nio.file.Path;

/// A client in a process of its own, to be ended by signals.
final class ForegroundClient {
    public static void main(String[] arguments) {
        Places places = new Places(Path.of(arguments[1]), Path.of(arguments[2]));
        ClientEnding ending = new ConnectRun(
                        Path.of(arguments[0]),
                        false,
                        places,
                        news -> NewsText.lines(news).forEach(System.out::println))
                .run();
        System.out.println(ending);
    }
}
