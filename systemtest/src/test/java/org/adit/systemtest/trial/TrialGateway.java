package org.adit.systemtest.trial;

import java.nio.file.Path;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.daemon.GatewayDaemon;

/// `adit gateway run`, on trial: `SETTINGS NOTES`.
final class TrialGateway {
    private TrialGateway() {}

    public static void main(String[] arguments) {
        switch (GatewayDaemon.start(Path.of(arguments[0]), Trials.hurried(arguments[1]))) {
            case Result.Failed<GatewayDaemon, Failure>(Failure why) -> {
                System.out.println(why.code() + " " + why.explain().what());
                System.exit(1);
            }
            case Result.Ok<GatewayDaemon, Failure>(GatewayDaemon daemon) -> {
                System.out.println("The gateway runs");
                daemon.runUntilSignal();
            }
        }
    }
}
