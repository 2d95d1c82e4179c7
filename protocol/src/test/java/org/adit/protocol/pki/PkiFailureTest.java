package org.adit.protocol.pki;

import static org.adit.protocol.pki.CertificateForge.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Codes and texts of the whole family.
class PkiFailureTest {
    private static final List<PkiFailure> ALL = List.of(
            new PkiFailure.Malformed("why"),
            new PkiFailure.OutOfBounds("names", 65, 64),
            new PkiFailure.UnsupportedKey("CN=a", "RSA with 1024 bits"),
            new PkiFailure.UnsupportedSignature("CN=a", "SHA-1 with RSA"),
            new PkiFailure.Expired("CN=a", "01", NOW.minusSeconds(1), NOW),
            new PkiFailure.NotYetValid("CN=a", "01", NOW.plusSeconds(1), NOW),
            new PkiFailure.UnknownAuthority("CN=a", "CN=b", List.of()),
            new PkiFailure.BadSignature("CN=a", "CN=b"),
            new PkiFailure.WrongPurpose("CN=a", ChainChecker.Purpose.CLIENT, List.of("1.2.3")),
            new PkiFailure.WrongKeyUsage("CN=a", "keyCertSign"),
            new PkiFailure.NotAnAuthority("CN=a", "CN=b"),
            new PkiFailure.PathTooLong("CN=a", 0, 1),
            new PkiFailure.NameNotPermitted("CN=a", "b", "CN=c"),
            new PkiFailure.UnknownCriticalExtension("CN=a", "1.2.3"),
            new PkiFailure.ChainTooLong(9, 8),
            new PkiFailure.NothingPresented(),
            new PkiFailure.TooManyPaths("CN=a", 32),
            new PkiFailure.UnusableName("a b", "has a space"),
            new PkiFailure.UnreadablePem("CERTIFICATE", "there is none"));

    @Test
    void everyFailureHasItsOwnCodeBelow50AndThreeTexts() {
        assertThat(ALL).hasSameSizeAs(PkiFailure.class.getPermittedSubclasses());
        assertThat(ALL.stream().map(PkiFailure::code).distinct()).hasSameSizeAs(ALL);
        assertThat(ALL).allSatisfy(failure -> {
            assertThat(failure.code().number()).isBetween(1, 49);
            assertThat(failure.blame()).isNotNull();
            assertThat(failure.explain().remedy()).endsWith(".");
        });
    }
}
