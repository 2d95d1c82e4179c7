package org.adit.protocol.pki;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.adit.base.diagnosis.Result;

/// Looks for a path from the leaf to an anchor along names and signatures, and takes the first that the rules allow. A
/// peer chooses what is searched here, so the number of signatures checked is bounded, not only the depth.
final class PathSearch {
    private static final int MAX_LINKS = 32;

    private final List<Certificate> anchors;
    private final Certificate leaf;
    private final List<Certificate> pool;
    private final Function<List<Certificate>, Optional<PkiFailure>> rules;
    private int links;
    private Optional<PkiFailure> rulesSaid = Optional.empty();
    private Optional<PkiFailure> signatureSaid = Optional.empty();
    private Optional<Certificate> deadEnd = Optional.empty();

    /// `rules` judge a whole path, leaf first and anchor last.
    PathSearch(
            List<Certificate> anchors,
            List<Certificate> presented,
            Function<List<Certificate>, Optional<PkiFailure>> rules) {
        this.anchors = anchors;
        this.leaf = presented.getFirst();
        this.pool = presented.subList(1, presented.size()).stream()
                .distinct()
                .filter(certificate -> !anchors.contains(certificate))
                .toList();
        this.rules = rules;
    }

    /// The path, leaf first and anchor last.
    Result<List<Certificate>, PkiFailure> run() {
        List<Certificate> path = new ArrayList<>();
        path.add(leaf);
        if (reaches(path)) {
            return Result.ok(List.copyOf(path));
        }
        if (links > MAX_LINKS) {
            return Result.failed(new PkiFailure.TooManyPaths(leaf.subjectText(), MAX_LINKS));
        }
        return Result.failed(rulesSaid.or(() -> signatureSaid).orElseGet(this::unknownAuthority));
    }

    private boolean reaches(List<Certificate> path) {
        Certificate last = path.getLast();
        boolean issuerSeen = false;
        for (Certificate anchor : anchors) {
            if (DistinguishedName.same(anchor.subject(), last.issuer())) {
                issuerSeen = true;
                if (linked(last, anchor) && allowed(path, anchor)) {
                    path.addLast(anchor);
                    return true;
                }
            }
        }
        for (Certificate next : pool) {
            if (!path.contains(next) && DistinguishedName.same(next.subject(), last.issuer())) {
                issuerSeen = true;
                if (linked(last, next) && reachesThrough(path, next)) {
                    return true;
                }
            }
        }
        if (!issuerSeen && deadEnd.isEmpty()) {
            deadEnd = Optional.of(last);
        }
        return false;
    }

    private boolean reachesThrough(List<Certificate> path, Certificate next) {
        if (path.size() + 1 >= ChainChecker.MAX_CERTIFICATES) {
            return false;
        }
        path.addLast(next);
        if (reaches(path)) {
            return true;
        }
        path.removeLast();
        return false;
    }

    private boolean linked(Certificate subject, Certificate issuer) {
        links++;
        if (links > MAX_LINKS) {
            return false;
        }
        boolean signed = subject.wasSignedBy(issuer);
        if (!signed && signatureSaid.isEmpty()) {
            signatureSaid = Optional.of(new PkiFailure.BadSignature(subject.subjectText(), issuer.subjectText()));
        }
        return signed;
    }

    private boolean allowed(List<Certificate> path, Certificate anchor) {
        List<Certificate> whole = new ArrayList<>(path);
        whole.addLast(anchor);
        Optional<PkiFailure> objection = rules.apply(whole);
        rulesSaid = rulesSaid.or(() -> objection);
        return objection.isEmpty();
    }

    private PkiFailure unknownAuthority() {
        Certificate end = deadEnd.orElse(leaf);
        List<String> known = anchors.stream().map(Certificate::subjectText).toList();
        return new PkiFailure.UnknownAuthority(end.subjectText(), DistinguishedName.text(end.issuer()), known);
    }
}
