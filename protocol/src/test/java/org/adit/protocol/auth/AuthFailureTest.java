package org.adit.protocol.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.adit.base.Bytes;
import org.adit.protocol.crypto.KeyKind;
import org.adit.protocol.pki.PkiFailure;
import org.adit.protocol.wire.AuthenticationMethod;
import org.junit.jupiter.api.Test;

/// Codes and texts of the whole family.
class AuthFailureTest {
    private static final List<AuthFailure> ALL = List.of(
            new AuthFailure.CertificateRefused(new PkiFailure.NothingPresented()),
            new AuthFailure.IdentityNotInCertificate("a", List.of("b")),
            new AuthFailure.UnexpectedIdentity("a", "b", List.of()),
            new AuthFailure.UnsupportedIdentity("a"),
            new AuthFailure.BadSignature("a", AuthenticationMethod.DIGITAL_SIGNATURE),
            new AuthFailure.SharedSecretUnknown("a"),
            new AuthFailure.SharedSecretWrong("a"),
            new AuthFailure.UnsupportedMethod(AuthenticationMethod.DSS_SIGNATURE),
            new AuthFailure.OldMethod(AuthenticationMethod.RSA_SIGNATURE),
            new AuthFailure.MethodNotAllowed("RSA"),
            new AuthFailure.UnknownAlgorithm(Bytes.EMPTY),
            new AuthFailure.KeyOfOtherKind("RSA", KeyKind.ED25519),
            new AuthFailure.MalformedAuthentication("too short"),
            new AuthFailure.NoCommonSignature(KeyKind.ED25519, Set.of()),
            new AuthFailure.KeyWithoutCertificate("a", KeyKind.RSA));

    @Test
    void everyFailureHasItsOwnCodeAndThreeTexts() {
        assertThat(ALL).hasSameSizeAs(AuthFailure.class.getPermittedSubclasses());
        assertThat(ALL.stream().map(AuthFailure::code).distinct()).hasSameSizeAs(ALL);
        assertThat(ALL).allSatisfy(failure -> {
            assertThat(failure.blame()).isNotNull();
            assertThat(failure.explain().remedy()).endsWith(".");
        });
        assertThat(ALL.subList(1, ALL.size()))
                .allMatch(failure -> failure.code().number() >= 50);
    }

    @Test
    void aWrappedFailureSpeaksForItself() {
        PkiFailure inner = new PkiFailure.ChainTooLong(9, 8);
        AuthFailure outer = new AuthFailure.CertificateRefused(inner);
        assertThat(outer.code()).isEqualTo(inner.code());
        assertThat(outer.blame()).isEqualTo(inner.blame());
        assertThat(outer.explain()).isEqualTo(inner.explain());
    }
}
