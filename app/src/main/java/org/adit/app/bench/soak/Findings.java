package org.adit.app.bench.soak;

import java.util.List;
import java.util.function.ToLongFunction;
import org.adit.app.bench.load.Initiators;

/// All that is known at the side of the clients.
record Findings(
        List<Client> clients,
        Initiators initiators,
        Roaming roaming,
        Line line,
        Traffic traffic,
        Judge judge,
        NonceWatch nonces) {
    /// Of the packets that were sent, so many must arrive: the rest goes with the loss, and with moves that have not
    /// been noticed yet.
    private static final double MOST = 0.9;

    Findings {
        clients = List.copyOf(clients);
    }

    long sum(ToLongFunction<Client> of) {
        return clients.stream().mapToLong(of).sum();
    }

    long faults() {
        return judge.late() + judge.twice() + judge.wrong() + nonces.repeats();
    }

    String text() {
        return "%,d connected; packets up %,d of %,d, down %,d of %,d; lost %,d, repeated %,d; rekeys %,d and %,d IKE; "
                        .formatted(
                                initiators.connected(),
                                sum(one -> one.up().arrived()),
                                sum(one -> one.up().sent()),
                                sum(one -> one.down().arrived()),
                                sum(one -> one.down().sent()),
                                line.lost(),
                                line.repeated(),
                                initiators.childRekeys(),
                                initiators.ikeRekeys())
                + "moves %,d, rebindings %,d; faults %,d".formatted(roaming.moves(), roaming.rebindings(), faults());
    }

    List<Check> checks() {
        long silent = clients.stream().filter(Client::silent).count();
        return List.of(
                new Check(
                        "every client stays connected",
                        initiators.connected() == clients.size(),
                        initiators.connected() + " of " + clients.size() + " " + initiators.failures()),
                new Check("packets pass both ways for every client at the end", silent == 0, silent + " do not"),
                none("no packet is delivered twice", judge.twice()),
                none("none is out of order within its flow", judge.late()),
                none("none is altered, misdelivered or unreadable", judge.wrong()),
                new Check(
                        "no key and IV are used twice",
                        nonces.repeats() == 0,
                        "%,d in %,d packets under %,d keys"
                                .formatted(nonces.repeats(), nonces.packets(), nonces.keys())),
                most("up", sum(one -> one.up().arrived()), sum(one -> one.up().sent())),
                most(
                        "down",
                        sum(one -> one.down().arrived()),
                        sum(one -> one.down().sent())));
    }

    private static Check none(String what, long faults) {
        return new Check(what, faults == 0, "%,d".formatted(faults));
    }

    private static Check most(String way, long arrived, long sent) {
        return new Check("nine of ten packets arrive " + way, arrived >= MOST * sent, arrived + " of " + sent);
    }
}
