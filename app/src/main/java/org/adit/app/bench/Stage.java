package org.adit.app.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.adit.lab.bench.ChainWorld;
import org.adit.lab.process.LabFault;

/// The worlds of one benchmark: removed when it ends, and when somebody ends the program (Ctrl-C) in the midst of it.
/// What `kill -9` leaves is swept by the next world.
final class Stage implements AutoCloseable {
    private final List<ChainWorld> worlds = new ArrayList<>();
    private final Thread atExit = Thread.ofPlatform().unstarted(this::clear);
    private boolean cleared;

    private Stage() {}

    static Stage open() {
        Stage stage = new Stage();
        Runtime.getRuntime().addShutdownHook(stage.atExit);
        return stage;
    }

    synchronized ChainWorld build() {
        if (cleared) {
            throw new LabFault("the benchmark was ended");
        }
        ChainWorld world = ChainWorld.build();
        worlds.add(world);
        return world;
    }

    private synchronized void clear() {
        cleared = true;
        worlds.reversed().forEach(ChainWorld::close);
        worlds.clear();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            awaitExit();
        }
        clear();
    }

    // The program is being ended, so the hook clears. That the tools failed meanwhile is its doing: nobody wants to
    // read it.
    private static void awaitExit() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
