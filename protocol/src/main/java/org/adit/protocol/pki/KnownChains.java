package org.adit.protocol.pki;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.pki.ChainChecker.Purpose;

/// A [ChainChecker] that remembers which chains lead to its anchors, so that a peer that comes again costs neither
/// reading nor signatures. Only what cannot change is remembered: octets, and who signed whom. Dates, purpose and all
/// other rules are judged anew each time. Bounded: the chain that was not seen for longest goes first. Nothing that
/// failed is kept, so that strangers cannot push out friends. Not thread-safe.
public final class KnownChains {
    private final ChainChecker checker;
    private final int most;
    private final LinkedHashMap<List<Bytes>, List<Certificate>> paths = new LinkedHashMap<>(16, 0.75f, true);

    /// Remembers `most` chains.
    public KnownChains(ChainChecker checker, int most) {
        this.checker = checker;
        this.most = most;
    }

    /// `presented` is DER, leaf first, the rest in any order; returns the leaf.
    public Result<Certificate, PkiFailure> check(List<Bytes> presented, Purpose purpose, Instant at) {
        return known(presented, purpose, at)
                .<Result<Certificate, PkiFailure>>map(Result::ok)
                .orElseGet(() -> read(presented)
                        .then(chain -> checker.path(chain, purpose, at))
                        .map(path -> remember(presented, path)));
    }

    public void clear() {
        paths.clear();
    }

    /// How many chains are remembered.
    public int size() {
        return paths.size();
    }

    private Optional<Certificate> known(List<Bytes> presented, Purpose purpose, Instant at) {
        return Optional.ofNullable(paths.get(presented))
                .filter(path -> PathRules.check(path, purpose, at).isEmpty())
                .map(List::getFirst);
    }

    private Certificate remember(List<Bytes> presented, List<Certificate> path) {
        paths.put(List.copyOf(presented), path);
        if (paths.size() > most) {
            Map.Entry<List<Bytes>, List<Certificate>> eldest = paths.firstEntry();
            paths.remove(eldest.getKey());
        }
        return path.getFirst();
    }

    private static Result<List<Certificate>, PkiFailure> read(List<Bytes> presented) {
        if (presented.size() > ChainChecker.MAX_CERTIFICATES) {
            return Result.failed(new PkiFailure.ChainTooLong(presented.size(), ChainChecker.MAX_CERTIFICATES));
        }
        List<Certificate> chain = new ArrayList<>();
        for (Bytes der : presented) {
            switch (Certificate.parse(der)) {
                case Result.Ok<Certificate, PkiFailure>(Certificate certificate) -> chain.add(certificate);
                case Result.Failed<Certificate, PkiFailure>(PkiFailure why) -> {
                    return Result.failed(why);
                }
            }
        }
        return Result.ok(chain);
    }
}
