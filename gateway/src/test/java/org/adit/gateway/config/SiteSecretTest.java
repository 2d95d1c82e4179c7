package org.adit.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import org.adit.base.diagnosis.Result;
import org.adit.base.secret.Secret;
import org.adit.gateway.config.SiteSecret.SiteSecretFailure;
import org.junit.jupiter.api.Test;

class SiteSecretTest {
    private static final byte[] OCTETS = new byte[32];

    static {
        new Random(32).nextBytes(OCTETS);
    }

    @Test
    void thirtyTwoRandomOctetsAreTakenWithTheirLineEnd() {
        Result<Secret, SiteSecretFailure> result =
                decode(" " + Base64.getEncoder().encodeToString(OCTETS) + "\r\n");
        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Ok.class,
                        ok -> assertThat(((Secret) ok.value()).sameAs(Secret.copyOf(OCTETS)))
                                .isTrue());
    }

    @Test
    void whatPeopleThinkOfIsRefused() {
        assertThat(failure("correct horse battery staple")).isInstanceOf(SiteSecretFailure.NotBase64.class);
        assertThat(failure("")).isInstanceOf(SiteSecretFailure.TooShort.class);
        assertThat(failure("c2VjcmV0")).isInstanceOf(SiteSecretFailure.TooShort.class);
        assertThat(failure("A".repeat(64))).isInstanceOf(SiteSecretFailure.NotRandom.class);
        assertThat(failure(Base64.getEncoder().encodeToString(new byte[31])))
                .isInstanceOf(SiteSecretFailure.TooShort.class);
    }

    @Test
    void noFailureRepeatsTheSecret() {
        for (String text : new String[] {"hunter2!", "c2VjcmV0", "A".repeat(64)}) {
            SiteSecretFailure why = failure(text);
            assertThat(why + why.explain().toString()).doesNotContain(text).contains("branch");
            assertThat(why.code().toString()).matches("SET-02[123]");
        }
    }

    private static SiteSecretFailure failure(String text) {
        return switch (decode(text)) {
            case Result.Ok<Secret, SiteSecretFailure>(Secret secret) -> throw new AssertionError("taken: " + secret);
            case Result.Failed<Secret, SiteSecretFailure>(SiteSecretFailure why) -> why;
        };
    }

    private static Result<Secret, SiteSecretFailure> decode(String text) {
        return SiteSecret.decode("branch", Secret.own(text.getBytes(StandardCharsets.UTF_8)));
    }
}
