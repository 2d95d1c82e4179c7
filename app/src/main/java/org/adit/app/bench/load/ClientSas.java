package org.adit.app.bench.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.adit.base.Randomness;
import org.adit.protocol.crypto.CryptoProvider;
import org.adit.protocol.esp.EspCiphers;
import org.adit.protocol.ike.SaId;
import org.adit.protocol.ipsec.ChildSaSpec;
import org.adit.protocol.ipsec.Path;
import org.adit.protocol.ipsec.Spi;
import org.jspecify.annotations.Nullable;

/// The Child SAs of many clients, which the program seals and opens with itself. The ciphers are those of the JDK's
/// interface, whatever engine the gateway has: a mistake would have to be made twice.
public final class ClientSas implements ChildSas {
    private final EspCiphers ciphers;
    private final Consumer<ChildSaSpec> watch;
    private final Map<Integer, ClientSa> receiving = new HashMap<>();
    /// By client, those that may send; the one that began last does.
    private final Map<SaId, List<ClientSa>> sending = new HashMap<>();

    /// `watch` sees each pair with its keys before it is used.
    public ClientSas(CryptoProvider crypto, Randomness randomness, Consumer<ChildSaSpec> watch) {
        this.ciphers = (suite, keys) -> crypto.espCipher(
                suite.encryption(),
                keys.encryption(),
                suite.integrity(),
                keys.integrity(),
                suite.extendedSequenceNumbers(),
                randomness);
        this.watch = watch;
    }

    @Override
    public void install(SaId client, ChildSaSpec spec) {
        watch.accept(spec);
        ClientSa sa = new ClientSa(client, spec, ciphers);
        spec.inboundKeys().close();
        spec.outboundKeys().close();
        receiving.put(spec.inboundSpi().value(), sa);
        if (spec.startsSending()) {
            startSending(spec.inboundSpi());
        }
    }

    @Override
    public void startSending(Spi inbound) {
        ClientSa sa = receiving.get(inbound.value());
        if (sa != null) {
            List<ClientSa> its = sending.computeIfAbsent(sa.client(), _ -> new ArrayList<>());
            its.remove(sa);
            its.add(sa);
        }
    }

    @Override
    public void move(Spi inbound, Path path) {
        ClientSa sa = receiving.get(inbound.value());
        if (sa != null) {
            sa.move(path.local());
        }
    }

    @Override
    public void remove(Spi inbound) {
        ClientSa sa = receiving.remove(inbound.value());
        if (sa != null) {
            sending.getOrDefault(sa.client(), List.of()).remove(sa);
            sa.close();
        }
    }

    /// Who receives on this SPI.
    public @Nullable ClientSa receiver(int spi) {
        return receiving.get(spi);
    }

    /// What a client sends through now.
    public Optional<ClientSa> sender(SaId client) {
        List<ClientSa> its = sending.getOrDefault(client, List.of());
        return its.isEmpty() ? Optional.empty() : Optional.of(its.getLast());
    }

    /// Those that have a pair to send through.
    public List<SaId> clients() {
        return sending.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }
}
