package org.adit.gateway.daemon;

import java.nio.file.Path;
import java.util.Optional;
import org.adit.dataplane.cipher.CipherFailure;
import org.adit.dataplane.cipher.EngineChoice;
import org.adit.dataplane.cipher.EngineSwitch;
import org.adit.gateway.config.DataPlaneSwitches;
import org.adit.gateway.config.GatewayConfig;
import org.adit.protocol.crypto.JcaCrypto;

/// The ciphers of packets as the settings want them. One engine that is demanded serves at once; who started all the
/// rest has [EngineChoice#start] make the choice among all.
final class Ciphers {
    private Ciphers() {}

    static EngineChoice of(GatewayConfig config, JcaCrypto crypto, Path data, SystemSources sources) throws Stopped {
        EngineSwitch wanted = wanted(config.dataPlane().cipherEngine());
        EngineChoice ciphers = new EngineChoice(crypto, wanted, data.resolve("cipher-engines"), sources);
        Optional<CipherFailure> refused = ciphers.force();
        if (refused.isPresent()) {
            throw new Stopped(refused.get());
        }
        return ciphers;
    }

    private static EngineSwitch wanted(DataPlaneSwitches.CipherEngine setting) {
        return switch (setting) {
            case AUTO -> EngineSwitch.AUTO;
            case IPSEC_MB -> EngineSwitch.IPSEC_MB;
            case LIBCRYPTO -> EngineSwitch.LIBCRYPTO;
            case CORRETTO -> EngineSwitch.CORRETTO;
            case JDK -> EngineSwitch.JDK;
        };
    }
}
