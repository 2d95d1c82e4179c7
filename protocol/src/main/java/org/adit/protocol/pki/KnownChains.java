package org.adit.protocol.pki;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.pki.ChainChecker.Purpose;

/// A [ChainChecker] that remembers which chains lead to its anchors. Of the last ones it keeps the certificates, so
/// that a peer that comes again costs neither reading nor signatures; of many more only the hash and who signed
/// whom, so that nobody's chain costs signatures twice when all come again. Only what cannot change is remembered:
/// dates, purpose and all other rules are judged anew each time. Bounded: the chain that was not seen for longest
/// goes first. Nothing that failed is kept, so that strangers cannot push out friends. Not thread-safe.
public final class KnownChains {
    private final ChainChecker checker;
    private final int mostRead;
    private final int most;
    private final LinkedHashMap<List<Bytes>, List<Certificate>> paths = new LinkedHashMap<>(16, 0.75f, true);
    /// Of the leaf, by the hash of what was presented: the next one up first, the anchor last.
    private final LinkedHashMap<Bytes, List<Certificate>> issuers = new LinkedHashMap<>(16, 0.75f, true);

    private List<Certificate> lastIssuers = List.of();

    /// Keeps the certificates of `mostRead` chains, some 3 KiB each, and remembers `most`, some 100 octets each.
    public KnownChains(ChainChecker checker, int mostRead, int most) {
        this.checker = checker;
        this.mostRead = mostRead;
        this.most = most;
    }

    /// `presented` is DER, leaf first, the rest in any order; returns the leaf.
    public Result<Certificate, PkiFailure> check(List<Bytes> presented, Purpose purpose, Instant at) {
        List<Certificate> path = paths.get(presented);
        if (path != null && PathRules.check(path, purpose, at).isEmpty()) {
            return Result.ok(path.getFirst());
        }
        Bytes hash = hash(presented);
        List<Certificate> known = issuers.get(hash);
        if (known != null
                && Certificate.parse(presented.getFirst())
                        instanceof Result.Ok<Certificate, PkiFailure>(Certificate leaf)
                && PathRules.check(path(leaf, known), purpose, at).isEmpty()) {
            return Result.ok(keep(presented, path(leaf, known)));
        }
        return read(presented).then(chain -> checker.path(chain, purpose, at)).map(found -> {
            remember(hash, found);
            return keep(presented, found);
        });
    }

    public void clear() {
        paths.clear();
        issuers.clear();
        lastIssuers = List.of();
    }

    /// How many chains are remembered.
    public int size() {
        return issuers.size();
    }

    /// Of how many chains the certificates are kept.
    int read() {
        return paths.size();
    }

    boolean remembers(List<Bytes> presented) {
        return issuers.containsKey(hash(presented));
    }

    private Certificate keep(List<Bytes> presented, List<Certificate> path) {
        paths.put(List.copyOf(presented), path);
        if (paths.size() > mostRead) {
            paths.pollFirstEntry();
        }
        return path.getFirst();
    }

    private static List<Certificate> path(Certificate leaf, List<Certificate> issuers) {
        List<Certificate> path = new ArrayList<>(issuers.size() + 1);
        path.add(leaf);
        path.addAll(issuers);
        return path;
    }

    private void remember(Bytes hash, List<Certificate> path) {
        List<Certificate> above = List.copyOf(path.subList(1, path.size()));
        // Most leaves have the same issuers: those are kept once.
        lastIssuers = above.equals(lastIssuers) ? lastIssuers : above;
        issuers.put(hash, lastIssuers);
        if (issuers.size() > most) {
            issuers.pollFirstEntry();
        }
    }

    /// SHA-256 over all of it, each part with its length, so that no other parts give the same octets.
    private static Bytes hash(List<Bytes> presented) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Bytes part : presented) {
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length()));
                digest.update(part.toArray());
            }
            return Bytes.wrap(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
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
