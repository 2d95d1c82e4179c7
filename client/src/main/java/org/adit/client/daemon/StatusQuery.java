package org.adit.client.daemon;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.client.control.ControlCall;
import org.adit.client.control.StatusReport;
import org.adit.client.host.linux.RunFolder;

/// `adit status`: every connection of this host that runs.
public final class StatusQuery {
    private final Places places;

    public StatusQuery(Places places) {
        this.places = places;
    }

    /// In the order of their names; empty if there is none.
    public Result<List<StatusReport>, Failure> ask() {
        if (!Files.exists(places.run())) {
            return Result.ok(List.of());
        }
        return RunFolder.open(places.run(), places.resolvConf()).then(StatusQuery::ask);
    }

    private static Result<List<StatusReport>, Failure> ask(RunFolder folder) {
        List<StatusReport> reports = new ArrayList<>();
        for (String profile : folder.profiles()) {
            if (!folder.running(profile)) {
                continue;
            }
            switch (new ControlCall(folder.socketOf(profile)).status()) {
                case Result.Ok<StatusReport, Failure>(StatusReport report) -> reports.add(report);
                case Result.Failed<StatusReport, Failure>(Failure why) -> {
                    return Result.failed(why);
                }
            }
        }
        return Result.ok(List.copyOf(reports));
    }
}
