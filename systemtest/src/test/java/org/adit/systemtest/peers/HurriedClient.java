package org.adit.systemtest.peers;

import java.nio.file.Path;
import java.time.Duration;
import org.adit.base.diagnosis.Failure;
import org.adit.client.daemon.ClientEnding;
import org.adit.client.daemon.ConnectRun;
import org.adit.client.daemon.NewsText;
import org.adit.client.daemon.Places;
import org.adit.protocol.ike.IkeTimes;
import org.adit.protocol.ike.KeyWitness;
import org.adit.protocol.ike.Trial;

/// `adit connect` that notices in seconds that the gateway is gone, and renews keys as often as it is told. Arguments:
/// its profile, its run folder, after how many seconds it renews the keys of Child SAs (those of IKE SAs live twice as
/// long), and `--keep-trying` or nothing.
public final class HurriedClient {
    private HurriedClient() {}

    public static void main(String[] arguments) {
        Duration rekeyChild = Duration.ofSeconds(Long.parseLong(arguments[2]));
        IkeTimes times = new IkeTimes(
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                5,
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                rekeyChild.multipliedBy(2),
                rekeyChild,
                Duration.ofSeconds(20));
        ClientEnding ending = new ConnectRun(
                        Path.of(arguments[0]),
                        arguments.length > 3 && arguments[3].equals("--keep-trying"),
                        Places.USUAL.withRun(Path.of(arguments[1])),
                        news -> NewsText.lines(news).forEach(System.out::println),
                        new Trial(KeyWitness.NONE, times))
                .run();
        System.exit(exit(ending));
    }

    private static int exit(ClientEnding ending) {
        return switch (ending) {
            case ClientEnding.Done _ -> 0;
            case ClientEnding.Failed(Failure why) -> {
                System.err.printf("adit: %s: %s%n", why.code(), why.explain().what());
                System.err.printf("  why: %s%n", why.explain().why());
                System.err.printf("  do:  %s%n", why.explain().remedy());
                yield 1;
            }
            case ClientEnding.BadProfile(var problems) -> {
                problems.forEach(System.err::println);
                yield 2;
            }
        };
    }
}
