package org.adit.dataplane.linux.nft;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.adit.base.diagnosis.Result;
import org.adit.dataplane.linux.Done;
import org.adit.dataplane.linux.OsFailure;

/// The program `nft`, fed with a ruleset.
final class Nft {
    private static final int SECONDS = 20;
    private static final int SHOWN = 1000;
    private static final int GAVE_UP = -1;
    /// A user's PATH often lacks the folder for administrators.
    private static final List<String> PLACES = List.of("nft", "/usr/sbin/nft", "/sbin/nft");

    private Nft() {}

    /// Waits for the program: not for a thread that must not block.
    static Result<Done, OsFailure> run(String ruleset) {
        return run(PLACES, ruleset);
    }

    static Result<Done, OsFailure> run(List<String> places, String ruleset) {
        for (String place : places) {
            Process process;
            try {
                process = new ProcessBuilder(place, "-f", "-")
                        .redirectErrorStream(true)
                        .start();
            } catch (IOException notThere) {
                continue;
            }
            return outcome(process, ruleset);
        }
        return Result.failed(new OsFailure.NoSuchProgram("nft", "nftables"));
    }

    private static Result<Done, OsFailure> outcome(Process process, String ruleset) {
        Thread limit = Thread.ofVirtual().start(() -> endAfterAll(process));
        String trouble = "";
        try {
            try (var input = process.getOutputStream()) {
                input.write(ruleset.getBytes(StandardCharsets.UTF_8));
            } catch (IOException ended) {
                trouble = "it ended before it had read the ruleset. "; // its own words follow
            }
            String said = new String(process.getInputStream().readNBytes(SHOWN), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            return exit == 0
                    ? Result.ok(Done.DONE)
                    : Result.failed(new OsFailure.ProgramFailed("nft", exit, trouble + said.strip()));
        } catch (IOException unreadable) {
            return Result.failed(new OsFailure.ProgramFailed("nft", GAVE_UP, String.valueOf(unreadable.getMessage())));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Result.failed(new OsFailure.ProgramFailed("nft", GAVE_UP, "we were told to stop"));
        } finally {
            limit.interrupt();
            process.destroyForcibly();
        }
    }

    /// A program that hangs would hold up the start of the gateway for good.
    private static void endAfterAll(Process process) {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException inTime) {
            Thread.currentThread().interrupt();
        }
    }
}
