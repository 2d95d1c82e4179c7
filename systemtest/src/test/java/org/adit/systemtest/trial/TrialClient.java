package org.adit.systemtest.trial;

import java.nio.file.Path;
import org.adit.client.daemon.ClientEnding;
import org.adit.client.daemon.ConnectRun;
import org.adit.client.daemon.NewsText;
import org.adit.client.daemon.Places;

/// `adit connect --keep-trying`, on trial: `PROFILE RUN_FOLDER NOTES`.
final class TrialClient {
    private TrialClient() {}

    public static void main(String[] arguments) {
        Places places = Places.USUAL.withRun(Path.of(arguments[1]));
        ClientEnding ending = new ConnectRun(
                        Path.of(arguments[0]),
                        true,
                        places,
                        news -> NewsText.lines(news).forEach(System.out::println),
                        Trials.hurried(arguments[2]))
                .run();
        System.out.println(ending);
        System.exit(ending instanceof ClientEnding.Done ? 0 : 1);
    }
}
