package org.adit.gateway.daemon;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.adit.base.diagnosis.Result;
import org.adit.gateway.store.Store;
import org.adit.gateway.store.StoreFailure;
import org.adit.gateway.store.StoreWrite;

/// What the session core wants written, gathered for a moment: a write waits for the disk, and when thousands connect
/// they share that wait. Nobody waits for these writes; what is lost if the machine dies in that moment is the record
/// of sessions that die with it. In the order in which they were wanted.
final class GatheredWrites implements AutoCloseable {
    private static final long MOMENT_MILLIS = 50;

    private final Store store;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("writes").factory());
    private List<List<StoreWrite>> gathered = new ArrayList<>();

    GatheredWrites(Store store) {
        this.store = store;
    }

    /// All of `writes` or none.
    synchronized void add(List<StoreWrite> writes) {
        if (gathered.isEmpty()) {
            writer.execute(this::write);
        }
        gathered.add(writes);
    }

    private synchronized List<List<StoreWrite>> take() {
        List<List<StoreWrite>> taken = gathered;
        gathered = new ArrayList<>();
        return taken;
    }

    /// All together; if that is refused, each by itself, so that one mistake costs only itself.
    private void write() {
        gather();
        List<List<StoreWrite>> groups = take();
        List<StoreWrite> all = groups.stream().flatMap(List::stream).toList();
        if (store.write(all) instanceof Result.Failed<Store.Done, StoreFailure>(StoreFailure failure)) {
            if (groups.size() == 1) {
                Obeying.warn(failure);
            } else {
                groups.forEach(this::writeAlone);
            }
        }
    }

    private static void gather() {
        try {
            TimeUnit.MILLISECONDS.sleep(MOMENT_MILLIS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAlone(List<StoreWrite> group) {
        if (store.write(group) instanceof Result.Failed<Store.Done, StoreFailure>(StoreFailure failure)) {
            Obeying.warn(failure);
        }
    }

    /// Waits until everything wanted so far is written.
    @Override
    public void close() {
        writer.close();
    }
}
