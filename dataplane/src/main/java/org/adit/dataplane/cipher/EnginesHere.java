package org.adit.dataplane.cipher;

import java.util.ArrayList;
import java.util.List;
import org.adit.dataplane.ffm.IpsecMb;
import org.adit.dataplane.ffm.LibCrypto;
import org.adit.dataplane.ffm.LibraryState;
import org.adit.protocol.crypto.CryptoProvider;

/// The engines of this machine, untried, and why others are not here.
record EnginesHere(List<Engine> engines, List<String> absent) {
    EnginesHere {
        engines = List.copyOf(engines);
        absent = List.copyOf(absent);
    }

    static EnginesHere ofSystem() {
        List<Engine> engines = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        switch (IpsecMb.state()) {
            case LibraryState.Present(String version) -> engines.add(ipsecMb(version));
            case LibraryState.Absent(String why) -> absent.add(CipherEngine.IPSEC_MB + ": " + why);
        }
        switch (LibCrypto.state()) {
            case LibraryState.Present(String version) -> engines.add(libCrypto(version));
            case LibraryState.Absent(String why) -> absent.add(CipherEngine.LIBCRYPTO + ": " + why);
        }
        return new EnginesHere(engines, absent);
    }

    static Engine jca(CipherEngine name, String version, CryptoProvider crypto) {
        List<Protection> offered = Protection.all().stream()
                .filter(one -> crypto.offers(one.encryption())
                        && one.integrity().map(crypto::offers).orElse(true))
                .toList();
        return new Engine(
                name,
                version,
                offered,
                (suite, keys, randomness) -> crypto.espCipher(
                        suite.encryption(),
                        keys.encryption(),
                        suite.integrity(),
                        keys.integrity(),
                        suite.extendedSequenceNumbers(),
                        randomness));
    }

    private static Engine ipsecMb(String version) {
        // One packet at a time it is no faster than others in CBC: its strength there is many packets side by side.
        List<Protection> aeads =
                Protection.all().stream().filter(one -> one.encryption().aead()).toList();
        return new Engine(CipherEngine.IPSEC_MB, version, aeads, (suite, keys, _) -> switch (suite.encryption()) {
            case AES_256_GCM_16, AES_128_GCM_16 -> new IpsecMbGcm(suite, keys);
            case CHACHA20_POLY1305 -> new IpsecMbChaCha(suite, keys);
            case AES_256_CBC, AES_128_CBC ->
                throw new IllegalArgumentException(suite + " is not for " + CipherEngine.IPSEC_MB);
        });
    }

    private static Engine libCrypto(String version) {
        List<Protection> offered =
                Protection.all().stream().filter(EnginesHere::fetched).toList();
        return new Engine(
                CipherEngine.LIBCRYPTO,
                version,
                offered,
                (suite, keys, randomness) -> suite.encryption().aead()
                        ? new LibCryptoAead(suite, keys)
                        : new LibCryptoCbcHmac(suite, keys, randomness));
    }

    private static boolean fetched(Protection protection) {
        return LibCryptoAead.cipher(protection.suite(true)).offered()
                && protection
                        .integrity()
                        .map(one -> LibCryptoCbcHmac.digest(one).offered())
                        .orElse(true);
    }
}
