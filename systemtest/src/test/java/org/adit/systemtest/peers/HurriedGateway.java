package org.adit.systemtest.peers;

import java.nio.file.Path;
import java.time.Duration;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.daemon.GatewayDaemon;
import org.adit.protocol.ike.IkeTimes;
import org.adit.protocol.ike.KeyWitness;
import org.adit.protocol.ike.Trial;

/// A gateway that notices in seconds that a peer is gone, and renews keys as often as it is told. Arguments: its
/// settings, and after how many seconds it renews the keys of Child SAs; those of IKE SAs live twice as long.
public final class HurriedGateway {
    private HurriedGateway() {}

    public static void main(String[] arguments) {
        Duration rekeyChild = Duration.ofSeconds(Long.parseLong(arguments[1]));
        IkeTimes times = new IkeTimes(
                Duration.ofMillis(250),
                Duration.ofMillis(500),
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                rekeyChild.multipliedBy(2),
                rekeyChild,
                Duration.ofSeconds(20));
        switch (GatewayDaemon.start(Path.of(arguments[0]), new Trial(KeyWitness.NONE, times))) {
            case Result.Failed<GatewayDaemon, Failure>(Failure failure) ->
                System.out.println(failure.code() + " " + failure.explain());
            case Result.Ok<GatewayDaemon, Failure>(GatewayDaemon daemon) -> {
                System.out.println("The gateway runs");
                daemon.runUntilSignal();
            }
        }
    }
}
