package org.adit.gateway.config;

import java.util.Arrays;
import java.util.Base64;
import org.adit.base.diagnosis.Blame;
import org.adit.base.diagnosis.Explanation;
import org.adit.base.diagnosis.Failure;
import org.adit.base.diagnosis.FailureCode;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;

/// The shared secret of a site, from the text that its reference leads to. Nothing that people can think of is taken:
/// whoever records one handshake could guess at it offline (RFC 7296 §2.15, §5).
public final class SiteSecret {
    public static final int LEAST_OCTETS = 32;
    /// 32 random octets hold 30 different ones on average; fewer than 16 do not happen.
    private static final int LEAST_DIFFERENT = 16;

    private SiteSecret() {}

    /// Why a text is no secret. Codes SET-021 to SET-029.
    public sealed interface SiteSecretFailure extends Failure {
        String site();

        record NotBase64(String site) implements SiteSecretFailure {
            @Override
            public FailureCode code() {
                return new FailureCode(FailureCode.Area.SET, 21);
            }

            @Override
            public Explanation explain() {
                return explained("The secret of site \"" + site + "\" is not base64.", "It holds other characters.");
            }
        }

        record TooShort(String site, int octets) implements SiteSecretFailure {
            @Override
            public FailureCode code() {
                return new FailureCode(FailureCode.Area.SET, 22);
            }

            @Override
            public Explanation explain() {
                return explained(
                        "The secret of site \"" + site + "\" is too short.",
                        "It has " + octets + " octets; at least " + LEAST_OCTETS + " are needed.");
            }
        }

        record NotRandom(String site) implements SiteSecretFailure {
            @Override
            public FailureCode code() {
                return new FailureCode(FailureCode.Area.SET, 23);
            }

            @Override
            public Explanation explain() {
                return explained(
                        "The secret of site \"" + site + "\" is not random.", "It repeats the same few octets.");
            }
        }

        @Override
        default Blame blame() {
            return Blame.OUR_SETTINGS;
        }

        private static Explanation explained(String what, String why) {
            return new Explanation(
                    what, why, "Make one with: openssl rand -base64 32. Give the same to the other gateway.");
        }
    }

    /// `text` stays the caller's; line ends and spaces around it are not part of it. The result is the octets.
    public static Result<Secret, SiteSecretFailure> decode(String site, Secret text) {
        byte[] trimmed = text.use(SiteSecret::trimmed);
        try {
            return checked(site, Base64.getDecoder().decode(trimmed));
        } catch (IllegalArgumentException _) {
            return Result.failed(new SiteSecretFailure.NotBase64(site));
        } finally {
            Arrays.fill(trimmed, (byte) 0);
        }
    }

    private static Result<Secret, SiteSecretFailure> checked(String site, byte[] octets) {
        Secret secret = Secret.own(octets);
        boolean[] seen = new boolean[256];
        int different = 0;
        for (byte octet : octets) {
            different += seen[octet & 0xff] ? 0 : 1;
            seen[octet & 0xff] = true;
        }
        if (octets.length >= LEAST_OCTETS && different >= LEAST_DIFFERENT) {
            return Result.ok(secret);
        }
        int length = octets.length;
        secret.close();
        return Result.failed(
                length < LEAST_OCTETS
                        ? new SiteSecretFailure.TooShort(site, length)
                        : new SiteSecretFailure.NotRandom(site));
    }

    private static byte[] trimmed(byte[] text) {
        int from = 0;
        int to = text.length;
        while (from < to && text[from] <= ' ' && text[from] >= 0) {
            from++;
        }
        while (to > from && text[to - 1] <= ' ' && text[to - 1] >= 0) {
            to--;
        }
        return Arrays.copyOfRange(text, from, to);
    }
}
