package org.adit.protocol.negotiate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.adit.protocol.wire.Proposal;
import org.adit.protocol.wire.Proposal.Transform;

/// What stands between an offer and what is accepted, in registered names, shortest difference first. The offer is
/// hostile: every list is cut to a bounded length.
final class OfferDifference {
    private static final int MAX_NAMES = 12;

    /// Registered, but no longer to be trusted with anything: DES, 3DES, RC5, IDEA, CAST, Blowfish, NULL; MD5, SHA-1,
    /// Tiger; MD5, SHA-1, DES-MAC, KPDK; groups 1, 2, 5, 22 to 24 (RFC 8247 §2, RFC 8221 §5).
    private static final Map<Integer, Set<Integer>> WEAK = Map.of(
            Transform.ENCRYPTION, Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 11),
            Transform.PRF, Set.of(1, 2, 3),
            Transform.INTEGRITY, Set.of(1, 2, 3, 4),
            Transform.KEY_EXCHANGE, Set.of(1, 2, 5, 22, 23, 24));

    private OfferDifference() {}

    /// Whether every proposal has a type for which nothing but weak algorithms is offered.
    static boolean onlyWeak(List<Proposal> offered) {
        return !offered.isEmpty()
                && offered.stream().allMatch(p -> !weakTypes(p).isEmpty());
    }

    /// The weak algorithms that spoil the proposals, by name.
    static String weakNames(List<Proposal> offered) {
        Set<String> names = new TreeSet<>();
        for (Proposal proposal : offered) {
            for (int type : weakTypes(proposal)) {
                proposal.ofType(type).forEach(t -> names.add(t.toString()));
            }
        }
        return cut(List.copyOf(names));
    }

    private static List<Integer> weakTypes(Proposal proposal) {
        List<Integer> types = new ArrayList<>();
        WEAK.forEach((type, weak) -> {
            List<Transform> present = proposal.ofType(type);
            if (!present.isEmpty() && present.stream().allMatch(t -> weak.contains(t.id()))) {
                types.add(type);
            }
        });
        types.sort(Comparator.naturalOrder());
        return types;
    }

    /// A sentence about the offered proposal that comes closest to one of ours.
    static String closest(List<Proposal> offered, List<Proposal> accepted) {
        if (accepted.isEmpty()) {
            return "Nothing can be accepted at all: no algorithm of the policy is available";
        }
        if (offered.isEmpty()) {
            return "The offer is empty";
        }
        List<String> best = List.of();
        int bestNumber = 0;
        for (int i = 0; i < offered.size(); i++) {
            for (Proposal ours : accepted) {
                List<String> differences = differences(offered, i, ours);
                if (bestNumber == 0 || differences.size() < best.size()) {
                    best = differences;
                    bestNumber = i + 1;
                }
            }
        }
        return "Closest is proposal " + bestNumber + " of " + offered.size() + ": " + String.join("; ", best);
    }

    private static List<String> differences(List<Proposal> offered, int index, Proposal ours) {
        Proposal theirs = offered.get(index);
        List<String> differences = new ArrayList<>();
        Optional<String> flaw = Soundness.flaw(theirs, index, ours.protocol());
        flaw.ifPresent(differences::add);
        Set<Integer> types = new TreeSet<>();
        ours.transforms().forEach(t -> types.add(t.type()));
        theirs.transforms().forEach(t -> types.add(t.type()));
        types.removeIf(type -> type < Transform.ENCRYPTION || type > Transform.SEQUENCE_NUMBERS);
        for (int type : types) {
            if (!agree(theirs.ofType(type), ours.ofType(type))) {
                differences.add(typeName(type) + " offered " + names(theirs.ofType(type)) + ", accepted "
                        + names(ours.ofType(type)));
            }
        }
        return differences;
    }

    private static boolean agree(List<Transform> theirs, List<Transform> ours) {
        if (theirs.isEmpty() || ours.isEmpty()) {
            return (theirs.isEmpty() || theirs.stream().anyMatch(t -> t.id() == 0))
                    && (ours.isEmpty() || ours.stream().anyMatch(t -> t.id() == 0));
        }
        return theirs.stream().anyMatch(ours::contains);
    }

    /// The algorithms of one payload, by type.
    static String summary(List<Proposal> proposals) {
        Set<Integer> types = new TreeSet<>();
        proposals.forEach(p -> p.transforms().forEach(t -> types.add(t.type())));
        return types.stream()
                .limit(MAX_NAMES)
                .map(type -> typeName(type) + " "
                        + names(proposals.stream()
                                .flatMap(p -> p.ofType(type).stream())
                                .toList()))
                .collect(Collectors.joining("; "));
    }

    private static String names(List<Transform> transforms) {
        if (transforms.isEmpty()) {
            return "none";
        }
        return cut(transforms.stream().map(OfferDifference::name).distinct().toList());
    }

    private static String name(Transform transform) {
        return transform.unknownAttributes() ? transform + " (with unknown attributes)" : transform.toString();
    }

    private static String cut(List<String> names) {
        String shown = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MAX_NAMES ? shown : shown + " and " + (names.size() - MAX_NAMES) + " more";
    }

    private static String typeName(int type) {
        return switch (type) {
            case Transform.ENCRYPTION -> "encryption";
            case Transform.PRF -> "PRF";
            case Transform.INTEGRITY -> "integrity";
            case Transform.KEY_EXCHANGE -> "key exchange";
            case Transform.SEQUENCE_NUMBERS -> "sequence numbers";
            default -> "transform type " + type;
        };
    }
}
