package org.adit.app.demo;

import java.time.Duration;
import java.util.List;
import org.adit.lab.process.Command;
import org.adit.lab.world.Namespace;

/// The end of the tunnel, and of the demo.
final class Leaving {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Leaving() {}

    static void disconnect(Stage stage, Evidence evidence) {
        String device = stage.device();
        stage.client().disconnect().orThrow();
        int exit = stage.client().process().awaitExit(PATIENCE);
        Evidence.require(exit == 0, "the client ended with %d".formatted(exit));
        List<String> changes = stage.before().changes(MachineState.of(stage.laptop()));
        Evidence.require(changes.isEmpty(), "the laptop is not as before: %s".formatted(changes));
        int sessions = stage.gateway().get("sessions").path("sessions").size();
        Evidence.require(sessions == 0, "the gateway still has %d sessions".formatted(sessions));
        evidence.saw(
                stage.laptop(),
                "%s is gone; addresses, routes, rules, resolv.conf and processes are as they were".formatted(device));
        evidence.saw(stage.world().gateway(), "%d sessions".formatted(sessions));
    }

    static void cleanUp(Stage stage, Evidence evidence) {
        List<String> names =
                stage.world().machines().stream().map(Namespace::name).toList();
        long running = ProcessHandle.current().descendants().count();
        stage.close();
        List<String> left = Command.of("ip", "netns", "list")
                .check()
                .lines()
                .filter(line -> names.contains(line.split(" ", 2)[0]))
                .toList();
        Evidence.require(left.isEmpty(), "namespaces are left: %s".formatted(left));
        long processes = ProcessHandle.current().descendants().count();
        Evidence.require(processes == 0, "%d processes are left".formatted(processes));
        evidence.saw("machine", "%d namespaces were there, %d are left".formatted(names.size(), left.size()));
        evidence.saw("machine", "%d processes ran, %d are left".formatted(running, processes));
    }
}
