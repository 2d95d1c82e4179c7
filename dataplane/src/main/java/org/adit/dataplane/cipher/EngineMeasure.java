package org.adit.dataplane.cipher;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.adit.base.Randomness;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;

/// Times engines side by side, as the data plane uses them: between two buffers outside the heap, one packet a call.
/// Rounds go through everything in turn, and the best of each counts: what else the machine does disturbs all alike.
/// Time is that of the thread: what others take of the processor is not the engine's.
/// Whoever is far behind the best of its suite after some rounds is not asked again: others would wait for nothing.
final class EngineMeasure {
    private static final int[] INNER_OCTETS = {64, 576, 1438};
    private static final int TRAILER_OCTETS = 2;
    private static final int PACKETS_BETWEEN_LOOKS = 32;
    private static final int BUFFER_OCTETS = 2048;
    private static final int WRONG = -1;
    /// So often disturbed in the same place is nobody.
    private static final int ROUNDS_FOR_ALL = 3;
    private static final int FAR_BEHIND = 2;

    /// Loaded by who measures, not by each start.
    private static final class Clock {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    }

    private final Randomness randomness;
    private final int rounds;
    private final long warmUpNanos;
    private final long roundNanos;
    private final ByteBuffer clear = ByteBuffer.allocateDirect(BUFFER_OCTETS);
    private final ByteBuffer sealed = ByteBuffer.allocateDirect(BUFFER_OCTETS);

    EngineMeasure(Randomness randomness, int rounds, Duration warmUp, Duration round) {
        this.randomness = randomness;
        this.rounds = rounds;
        this.warmUpNanos = warmUp.toNanos();
        this.roundNanos = round.toNanos();
    }

    /// About a second in all, and good to a tenth.
    static EngineMeasure quick(Randomness randomness) {
        return new EngineMeasure(randomness, 6, Duration.ofMillis(3), Duration.ofNanos(500_000));
    }

    /// Who gives one wrong answer on the way has no figure, whatever it has passed before; `notes` is told.
    Map<Protection, Map<CipherEngine, Nanos>> of(List<Engine> engines, Consumer<String> notes) {
        List<Cell> cells = Protection.all().stream()
                .flatMap(protection ->
                        engines.stream().filter(one -> one.has(protection)).map(one -> new Cell(protection, one)))
                .toList();
        cells.forEach(cell -> cell.round(warmUpNanos));
        List<Cell> running = cells;
        for (int round = 0; round < rounds; round++) {
            running.forEach(cell -> cell.round(roundNanos));
            running = round + 1 < ROUNDS_FOR_ALL ? running : contested(running);
        }
        Map<Protection, Map<CipherEngine, Nanos>> measured = new LinkedHashMap<>();
        for (Cell cell : cells) {
            if (cell.wrong) {
                notes.accept(cell.engine + " is not used for " + cell.protection + ": it did not open what it sealed");
            } else {
                measured.computeIfAbsent(cell.protection, _ -> new LinkedHashMap<>())
                        .put(cell.engine.name(), cell.best());
            }
        }
        return measured;
    }

    /// Those of suites that more than one engine may still win.
    private static List<Cell> contested(List<Cell> running) {
        Map<Protection, List<Cell>> close = running.stream()
                .filter(cell -> !cell.wrong)
                .collect(Collectors.groupingBy(cell -> cell.protection, LinkedHashMap::new, Collectors.toList()));
        close.replaceAll((_, rivals) -> {
            int least = rivals.stream().mapToInt(Cell::weighted).min().orElseThrow();
            return rivals.stream()
                    .filter(cell -> cell.weighted() <= FAR_BEHIND * least)
                    .toList();
        });
        return close.values().stream()
                .filter(rivals -> rivals.size() > 1)
                .flatMap(List::stream)
                .toList();
    }

    /// The best so far of one engine at one task.
    private final class Cell {
        private final Protection protection;
        private final Engine engine;
        private final int[] best = new int[INNER_OCTETS.length];
        private boolean wrong;

        Cell(Protection protection, Engine engine) {
            this.protection = protection;
            this.engine = engine;
            Arrays.fill(best, Integer.MAX_VALUE);
        }

        void round(long budgetNanos) {
            for (int i = 0; i < INNER_OCTETS.length && !wrong; i++) {
                int nanos = nanosPerPacket(engine, protection, INNER_OCTETS[i], budgetNanos);
                wrong = nanos == WRONG;
                best[i] = Math.min(best[i], nanos);
            }
        }

        Nanos best() {
            return new Nanos(best[0], best[1], best[2]);
        }

        int weighted() {
            return best().weighted();
        }
    }

    private int nanosPerPacket(Engine engine, Protection protection, int innerOctets, long budgetNanos) {
        EspSuite suite = protection.suite(true);
        try (EspKeys keys = KnownAnswers.keys(suite);
                EspCipher sealing = engine.ciphers().cipher(suite, keys, randomness);
                EspCipher opening = engine.ciphers().cipher(suite, keys, randomness)) {
            int block = sealing.blockOctets();
            int payload = (innerOctets + TRAILER_OCTETS + block - 1) / block * block;
            long sealNanos = sealNanos(sealing, payload, budgetNanos);
            long openNanos = openNanos(opening, payload, budgetNanos);
            return openNanos == WRONG ? WRONG : (int) ((sealNanos + openNanos) / 2);
        }
    }

    private long sealNanos(EspCipher cipher, int payload, long budgetNanos) {
        long packets = 0;
        long spent = Clock.THREADS.getCurrentThreadCpuTime();
        long until = System.nanoTime() + budgetNanos;
        do {
            for (int i = 0; i < PACKETS_BETWEEN_LOOKS; i++) {
                packets++;
                sealed.putInt(4, (int) packets);
                cipher.seal(clear, 0, payload, sealed, 0, packets);
            }
        } while (System.nanoTime() - until < 0);
        spent = Clock.THREADS.getCurrentThreadCpuTime() - spent;
        sealed.putLong(BUFFER_OCTETS - Long.BYTES, packets);
        return spent / packets;
    }

    /// Opens the packet that was sealed last, again and again; [#WRONG] if that fails once.
    private long openNanos(EspCipher cipher, int payload, long budgetNanos) {
        int octets = 8 + cipher.ivOctets() + payload + cipher.icvOctets();
        long sequence = sealed.getLong(BUFFER_OCTETS - Long.BYTES);
        long packets = 0;
        long spent = Clock.THREADS.getCurrentThreadCpuTime();
        long until = System.nanoTime() + budgetNanos;
        do {
            for (int i = 0; i < PACKETS_BETWEEN_LOOKS; i++) {
                packets++;
                if (!cipher.open(sealed, 0, octets, clear, 0, sequence)) {
                    return WRONG;
                }
            }
        } while (System.nanoTime() - until < 0);
        return (Clock.THREADS.getCurrentThreadCpuTime() - spent) / packets;
    }
}
