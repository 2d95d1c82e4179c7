package org.adit.client.daemon;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.client.connection.ClientFailure;
import org.adit.client.control.ControlCall;
import org.adit.client.host.linux.RunFolder;

/// `adit disconnect [PROFILE]`: ends connections, and undoes what those left behind whose process was killed.
public final class DisconnectOrder {
    private final Places places;

    public DisconnectOrder(Places places) {
        this.places = places;
    }

    /// Without `profile`, all. Returns the names of those that were ended or undone, when they are.
    public Result<List<String>, Failure> disconnect(Optional<String> profile) {
        if (!Files.exists(places.run())) {
            return Result.failed(new ClientFailure.NotRunning(profile.orElse("")));
        }
        return RunFolder.open(places.run(), places.resolvConf()).then(folder -> disconnect(folder, profile));
    }

    private static Result<List<String>, Failure> disconnect(RunFolder folder, Optional<String> profile) {
        List<String> ended = new ArrayList<>();
        for (String one : folder.profiles()) {
            if (profile.filter(wanted -> !wanted.equals(one)).isPresent()) {
                continue;
            }
            if (folder.running(one)
                    && new ControlCall(folder.socketOf(one)).disconnect()
                            instanceof Result.Failed<String, Failure>(Failure why)
                    && folder.running(one)) {
                return Result.failed(why);
            }
            folder.awaitEnd(one);
            if (folder.cleanUp(one) instanceof Result.Failed<Boolean, Failure>(Failure why)) {
                return Result.failed(why);
            }
            ended.add(one);
        }
        return ended.isEmpty()
                ? Result.failed(new ClientFailure.NotRunning(profile.orElse("")))
                : Result.ok(List.copyOf(ended));
    }
}
