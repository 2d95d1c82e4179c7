package org.adit.client.daemon;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.Result;
import org.adit.client.connection.ClientFailure;
import org.adit.client.connection.ClientInput;
import org.adit.client.connection.ClientNews;
import org.adit.client.profile.Profile;
import org.adit.client.profile.ProfileReading;
import org.adit.protocol.ike.Trial;

/// `adit connect PROFILE`: runs a connection in the foreground until it ends, by itself, by `adit disconnect`, or by
/// SIGINT or SIGTERM, which all leave the host as it was.
public final class ConnectRun {
    private static final int LONGEST_END_SECONDS = 15;

    private final Path file;
    private final boolean persistent;
    private final Places places;
    private final Consumer<ClientNews> news;
    private final Trial trial;

    /// `news` is called on the client's thread, and must not wait. [NewsText] makes lines for people of it.
    public ConnectRun(Path file, boolean persistent, Places places, Consumer<ClientNews> news) {
        this(file, persistent, places, news, Trial.NONE);
    }

    /// On trial.
    public ConnectRun(Path file, boolean persistent, Places places, Consumer<ClientNews> news, Trial trial) {
        this.file = file;
        this.persistent = persistent;
        this.places = places;
        this.news = news;
        this.trial = trial;
    }

    /// Returns when the connection has ended.
    public ClientEnding run() {
        return switch (ProfileLoader.load(file)) {
            case Result.Failed<ProfileReading, Failure>(Failure why) -> new ClientEnding.Failed(why);
            case Result.Ok<ProfileReading, Failure>(ProfileReading reading) ->
                switch (reading) {
                    case ProfileReading.Invalid(var problems) -> new ClientEnding.BadProfile(problems);
                    case ProfileReading.Valid(Profile profile) -> run(profile);
                };
        };
    }

    private ClientEnding run(Profile profile) {
        String user = System.getProperty("user.name", "");
        if (!user.equals("root")) {
            return new ClientEnding.Failed(new ClientFailure.NeedsRoot(user));
        }
        CountDownLatch undone = new CountDownLatch(1);
        try (Assembly assembly = new Assembly(trial)) {
            Assembly.Running running = assembly.assemble(profile, persistent, places, news);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> endPolitely(running, undone), "end"));
            Optional<Failure> why = running.shard().await();
            return why.<ClientEnding>map(ClientEnding.Failed::new).orElseGet(ClientEnding.Done::new);
        } catch (CannotStart cannot) {
            return new ClientEnding.Failed(cannot.failure());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new ClientEnding.Done();
        } finally {
            undone.countDown();
        }
    }

    /// Holds up the JVM's end until everything is undone.
    private static void endPolitely(Assembly.Running running, CountDownLatch undone) {
        running.inbox().tell(new ClientInput.Disconnect());
        try {
            undone.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
