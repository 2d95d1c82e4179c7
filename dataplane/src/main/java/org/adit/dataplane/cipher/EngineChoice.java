package org.adit.dataplane.cipher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.adit.base.Randomness;
import org.adit.dataplane.ffm.Errno;
import org.adit.dataplane.ffm.SystemCalls;
import org.adit.protocol.crypto.EspCipher;
import org.adit.protocol.crypto.JcaCrypto;
import org.adit.protocol.esp.EspCiphers;
import org.adit.protocol.ipsec.EspKeys;
import org.adit.protocol.ipsec.EspSuite;

/// The engine of each suite. Nobody waits for it: JCA serves at once, then what the libraries of the system offer and
/// passed its trial, in a fixed order, then the fastest by measurement, which is remembered. SAs that began meanwhile
/// follow. Decided on one thread; asked from any.
public final class EngineChoice implements EspCiphers {
    private static final String THREAD = "adit-cipher-engines";
    private static final long TRIAL_SEED = 4303;

    private final Engine first;
    private final EngineSwitch wanted;
    private final Memory memory;
    private final EngineMeasure measure;
    private final Randomness randomness;
    private final List<String> notes = new ArrayList<>();
    private List<Engine> engines;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile Standing standing;

    /// `crypto` serves until more is known, and is what others are compared with. Measurements go to `cache`; as long
    /// as it has none, what the build measured counts.
    public EngineChoice(JcaCrypto crypto, EngineSwitch wanted, Path cache, Randomness randomness) {
        this(
                ofProcess(crypto),
                wanted,
                new Memory(new Remembered(cache), BuildFigures.ofProcess()),
                EngineMeasure.quick(randomness),
                randomness);
    }

    EngineChoice(Engine first, EngineSwitch wanted, Memory memory, EngineMeasure measure, Randomness randomness) {
        this.first = first;
        this.wanted = wanted;
        this.memory = memory;
        this.measure = measure;
        this.randomness = randomness;
        this.engines = List.of(first);
        this.standing = standing(Map.of(), false);
    }

    /// For the build: measures on this thread and leaves the figures in `folder`, for all that are started without any.
    public static EngineReport measure(JcaCrypto crypto, Path folder, Randomness randomness) {
        EngineChoice choice = new EngineChoice(
                ofProcess(crypto),
                EngineSwitch.AUTO,
                new Memory(new Remembered(folder), Optional.empty()),
                EngineMeasure.quick(randomness),
                randomness);
        choice.decide(EnginesHere.ofSystem());
        return choice.report();
    }

    @Override
    public EspCipher cipher(EspSuite suite, EspKeys keys) {
        Standing now = standing;
        return now.last()
                ? now.engine(Protection.of(suite)).ciphers().cipher(suite, keys, randomness)
                : new FollowingCipher(suite, keys.copy(), () -> standing, randomness);
    }

    public EngineReport report() {
        return standing.report();
    }

    /// Decides in the background, then tells `decided` on that thread, which ends there and never keeps the process
    /// alive. Once only: notes and buffers belong to that thread.
    public void start(Consumer<EngineReport> decided) {
        if (!started.compareAndSet(false, true)) {
            throw new IllegalStateException("the choice is being made already");
        }
        Thread.ofPlatform().name(THREAD).daemon(true).start(() -> {
            decide(EnginesHere.ofSystem());
            decided.accept(report());
        });
    }

    /// Where the operator forces one engine: it serves when this returns, or a failure says why it cannot. Otherwise
    /// does nothing. Before [#start].
    public Optional<CipherFailure> force() {
        return wanted.forced().flatMap(engine -> force(engine, EnginesHere.ofSystem()));
    }

    Optional<CipherFailure> force(CipherEngine engine, EnginesHere system) {
        notes.addAll(system.absent());
        engines = byRank(Stream.concat(
                system.engines().stream().filter(one -> one.name() == engine).flatMap(one -> tried(one).stream()),
                Stream.of(first)));
        if (engine == CipherEngine.JDK) {
            addJdk();
        }
        standing = standing(Map.of(), false);
        String why = notes.stream()
                .filter(note -> note.startsWith(engine.toString()))
                .findFirst()
                .orElse(engine + " is not part of this installation");
        notes.clear(); // what is decided later tells them again
        return engines.stream().anyMatch(one -> one.name() == engine)
                ? Optional.empty()
                : Optional.of(new CipherFailure.EngineUnavailable(engine.toString(), why));
    }

    private static List<Engine> byRank(Stream<Engine> some) {
        return some.sorted(Comparator.comparingInt(Engine::rank)).toList();
    }

    /// All steps, one after the other.
    void decide(EnginesHere system) {
        notes.addAll(system.absent());
        engines = List.of(first);
        for (Engine one : byRank(system.engines().stream())) {
            // One by one, as each passes: the first SA may begin any moment.
            engines = byRank(Stream.concat(engines.stream(), tried(one).stream()));
            standing = standing(Map.of(), false);
        }
        if (wanted.forced().isPresent()) {
            preferForced(wanted.forced().get());
            return;
        }
        List<String> versions = versions();
        Optional<Map<Protection, Map<CipherEngine, Nanos>>> known = memory.recall(versions, notes::add);
        addJdk();
        if (known.isEmpty()) {
            yieldToPackets();
            known = Optional.of(measure.of(engines, notes::add));
            memory.keep(versions, known.get(), notes::add);
        }
        standing = standing(known.get(), true);
    }

    /// Some seconds of measuring are ahead.
    private void yieldToPackets() {
        int yielded = new SystemCalls().yieldToOthers();
        if (yielded < 0) {
            notes.add("the measurement runs at full priority: " + Errno.name(-yielded));
        }
    }

    private void preferForced(CipherEngine engine) {
        if (engine == CipherEngine.JDK) {
            addJdk();
        }
        if (engines.stream().noneMatch(one -> one.name() == engine)) {
            notes.add(engine + " was asked for and is not here");
        }
        standing = standing(Map.of(), true);
    }

    /// The engine with what passed.
    private Optional<Engine> tried(Engine engine) {
        List<Protection> passed = new ArrayList<>();
        for (Protection protection : engine.protections()) {
            if (!first.has(protection)) {
                continue; // what failed its self-test there is not offered to peers at all
            }
            EngineTrial.failure(engine.ciphers(), first.ciphers(), protection, EngineTrial.SHORT, TRIAL_SEED)
                    .ifPresentOrElse(
                            why -> notes.add(engine + " is not used for " + protection + ": " + why),
                            () -> passed.add(protection));
        }
        return passed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Engine(engine.name(), engine.version(), passed, engine.ciphers()));
    }

    /// The JDK beside a faster provider: its self-test takes a moment, so it comes last.
    private void addJdk() {
        if (engines.stream().noneMatch(one -> one.name() == CipherEngine.JDK)) {
            Engine jdk = EnginesHere.jca(CipherEngine.JDK, jdkVersion(), JcaCrypto.create(Optional.empty()));
            engines = byRank(Stream.concat(engines.stream(), tried(jdk).stream()));
        }
    }

    private Standing standing(Map<Protection, Map<CipherEngine, Nanos>> measured, boolean last) {
        Map<Protection, Engine> chosen = new LinkedHashMap<>();
        List<EngineReport.Row> rows = new ArrayList<>();
        for (Protection protection : Protection.all()) {
            Map<CipherEngine, Nanos> nanos = measured.getOrDefault(protection, Map.of());
            Optional<Engine> best = best(protection, nanos);
            if (best.isPresent()) {
                Engine engine = best.get();
                chosen.put(protection, engine);
                rows.add(new EngineReport.Row(
                        protection, engine.name(), engine.version(), Optional.ofNullable(nanos.get(engine.name()))));
            }
        }
        return new Standing(first, chosen, new EngineReport(wanted, rows, notes), last);
    }

    private Optional<Engine> best(Protection protection, Map<CipherEngine, Nanos> nanos) {
        List<Engine> having =
                engines.stream().filter(one -> one.has(protection)).toList();
        Optional<Engine> forced = wanted.forced()
                .flatMap(name ->
                        having.stream().filter(one -> one.name() == name).findFirst());
        if (forced.isPresent()) {
            return forced;
        }
        // The list is in the order of preference: so it stays where nothing was measured.
        return having.stream().min(Comparator.comparingInt(one -> weighted(nanos, one)));
    }

    private static int weighted(Map<CipherEngine, Nanos> nanos, Engine engine) {
        Nanos measured = nanos.get(engine.name());
        return measured == null ? Integer.MAX_VALUE : measured.weighted();
    }

    private List<String> versions() {
        Stream<String> here =
                engines.stream().filter(one -> one.name() != CipherEngine.JDK).map(Engine::toString);
        return Stream.concat(here, Stream.of(CipherEngine.JDK + " " + jdkVersion()))
                .sorted()
                .toList();
    }

    private static Engine ofProcess(JcaCrypto crypto) {
        String provider = crypto.report().provider();
        String version = provider.substring(provider.indexOf(' ') + 1);
        return provider.startsWith("JDK ")
                ? EnginesHere.jca(CipherEngine.JDK, jdkVersion(), crypto)
                : EnginesHere.jca(CipherEngine.CORRETTO, version, crypto);
    }

    private static String jdkVersion() {
        return Runtime.version().toString();
    }
}
