package org.adit.protocol.negotiate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Result;
import org.adit.protocol.wire.Proposal;
import org.adit.protocol.wire.Proposal.Transform;

/// Proposals as peers write them, in few words.
final class Offers {
    static final Bytes ESP_SPI = Bytes.ofHex("c0ffee01");

    static final Transform GCM_256 = new Transform(1, 20, 256);
    static final Transform GCM_128 = new Transform(1, 20, 128);
    static final Transform CHACHA = new Transform(1, 28);
    static final Transform CBC_256 = new Transform(1, 12, 256);
    static final Transform CBC_128 = new Transform(1, 12, 128);
    static final Transform TRIPLE_DES = new Transform(1, 3);
    static final Transform PRF_SHA1 = new Transform(2, 2);
    static final Transform PRF_256 = new Transform(2, 5);
    static final Transform PRF_384 = new Transform(2, 6);
    static final Transform PRF_512 = new Transform(2, 7);
    static final Transform NO_INTEGRITY = new Transform(3, 0);
    static final Transform SHA1 = new Transform(3, 2);
    static final Transform SHA_256 = new Transform(3, 12);
    static final Transform SHA_384 = new Transform(3, 13);
    static final Transform SHA_512 = new Transform(3, 14);
    static final Transform NO_KE = new Transform(4, 0);
    static final Transform MODP_1024 = new Transform(4, 2);
    static final Transform MODP_2048 = new Transform(4, 14);
    static final Transform MODP_4096 = new Transform(4, 16);
    static final Transform ECP_256 = new Transform(4, 19);
    static final Transform ECP_384 = new Transform(4, 20);
    static final Transform X25519 = new Transform(4, 31);
    static final Transform NO_ESN = new Transform(5, 0);
    static final Transform ESN = new Transform(5, 1);

    private Offers() {}

    static Proposal ike(int number, Transform... transforms) {
        return new Proposal(number, Proposal.IKE, Bytes.EMPTY, List.of(transforms));
    }

    static Proposal esp(int number, Transform... transforms) {
        return new Proposal(number, Proposal.ESP, ESP_SPI, List.of(transforms));
    }

    static Proposal with(Proposal proposal, Transform... more) {
        List<Transform> all = new ArrayList<>(proposal.transforms());
        all.addAll(Arrays.asList(more));
        return new Proposal(proposal.number(), proposal.protocol(), proposal.spi(), all);
    }

    static <T> T ok(Result<T, NegotiateFailure> result) {
        return switch (result) {
            case Result.Ok<T, NegotiateFailure>(T value) -> value;
            case Result.Failed<T, NegotiateFailure>(NegotiateFailure why) -> throw new AssertionError(why.explain());
        };
    }

    static <T> NegotiateFailure failure(Result<T, NegotiateFailure> result) {
        return switch (result) {
            case Result.Ok<T, NegotiateFailure>(T value) -> throw new AssertionError("agreed on " + value);
            case Result.Failed<T, NegotiateFailure>(NegotiateFailure why) -> why;
        };
    }
}
