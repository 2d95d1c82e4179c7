package org.adit.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `adit gateway run`, with `--config` or without, as a service manager starts it, read without picocli: that takes as
/// long as all the rest of the start. Any other word on the line, and picocli reads it.
///
/// @param config the settings
record PlainGatewayRun(Path config) {
    private static final List<String> COMMAND = List.of("gateway", "run");
    private static final List<String> OPTION = List.of("-c", "--config");

    static Optional<PlainGatewayRun> of(Map<String, String> environment, String... arguments) {
        List<String> words = List.of(arguments);
        if (words.equals(COMMAND)) {
            String config = environment.getOrDefault(AdminOptions.CONFIG_VARIABLE, AdminOptions.USUAL_CONFIG);
            return Optional.of(new PlainGatewayRun(Path.of(config)));
        }
        boolean named = words.size() == 4 && words.subList(0, 2).equals(COMMAND) && OPTION.contains(words.get(2));
        return named && !words.get(3).startsWith("-")
                ? Optional.of(new PlainGatewayRun(Path.of(words.get(3))))
                : Optional.empty();
    }
}
