package org.adit.app.bench.soak;

import java.nio.file.Path;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.daemon.GatewayDaemon;
import org.adit.protocol.ike.KeyWitness;
import org.adit.protocol.ike.Trial;

/// A gateway that renews keys every few seconds. Its only argument is its settings.
public final class SoakGateway {
    private SoakGateway() {}

    public static void main(String[] arguments) {
        switch (GatewayDaemon.start(Path.of(arguments[0]), new Trial(KeyWitness.NONE, Hurry.GATEWAY))) {
            case Result.Failed<GatewayDaemon, Failure>(Failure failure) ->
                System.out.println(failure.code() + " " + failure.explain());
            case Result.Ok<GatewayDaemon, Failure>(GatewayDaemon daemon) -> {
                System.out.println("The gateway runs");
                daemon.runUntilSignal();
            }
        }
    }
}
