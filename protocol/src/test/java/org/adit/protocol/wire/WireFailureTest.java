package org.adit.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.adit.base.Bytes;
import org.adit.base.diagnosis.Explanation;
import org.junit.jupiter.api.Test;

final class WireFailureTest {
    private static final List<WireFailure> ALL = List.of(
            new WireFailure.TooShort(1),
            new WireFailure.LengthDisagrees(0xffffffffL, 40),
            new WireFailure.OtherVersion(1, 0),
            new WireFailure.TooLong(70_000, 65_536),
            new WireFailure.TooManyPayloads(64),
            new WireFailure.Truncated(PayloadType.NONCE, "Nonce Data", 32, 7),
            new WireFailure.LeftOver(PayloadType.DELETE, 3),
            new WireFailure.BadField(PayloadType.NOTIFY, "SPI Size", 5),
            new WireFailure.UnsupportedCritical(200),
            new WireFailure.NotProtected(),
            new WireFailure.ProtectedPayloadMisplaced(PayloadType.ENCRYPTED),
            new WireFailure.NotLast(PayloadType.ENCRYPTED, 12),
            new WireFailure.NotAuthentic(-1),
            new WireFailure.BadPadding(200, 16),
            new WireFailure.BadFragment(3, 2, 0),
            new WireFailure.FragmentRepeated(1, 2),
            new WireFailure.LateFragment(6, 7));

    @Test
    void everyKindOfFailureIsInThisTest() {
        List<Class<?>> kinds = ALL.stream().<Class<?>>map(Object::getClass).toList();
        assertThat(kinds)
                .doesNotHaveDuplicates()
                .hasSameElementsAs(Arrays.asList(WireFailure.class.getPermittedSubclasses()));
    }

    @Test
    void codesAreWire1To17InOrder() {
        for (int i = 0; i < ALL.size(); i++) {
            assertThat(ALL.get(i).code()).hasToString("WIRE-0%02d".formatted(i + 1));
        }
    }

    @Test
    void everyFailureSaysWhatWhyAndWhatToDo() {
        for (WireFailure failure : ALL) {
            Explanation texts = failure.explain();
            assertThat(List.of(texts.what(), texts.why(), texts.remedy()))
                    .as(failure.toString())
                    .doesNotHaveDuplicates()
                    .allSatisfy(text -> assertThat(text).endsWith(".").doesNotContain("null", "%"));
            assertThat(failure.blame()).isNotNull();
        }
    }

    @Test
    void theTextsCarryTheEvidence() {
        assertThat(ALL.get(1).explain().what()).contains("4294967295", "40");
        assertThat(ALL.get(5).explain().why()).contains("Nonce Data", "32", "7");
        assertThat(ALL.get(7).explain().what()).contains("Notify");
        assertThat(ALL.get(12).explain().what()).contains("4294967295");
    }

    /// RFC 7296 §2.5, §2.21.
    @Test
    void whatOnlyAGenuinePeerCanCauseHasAnAnswerAndTheRestHasNone() {
        Optional<Payload.Notify> syntax = Optional.of(Payload.Notify.of(NotifyType.INVALID_SYNTAX));
        for (WireFailure failure : ALL) {
            Optional<Payload.Notify> expected = switch (failure) {
                case WireFailure.TooLong _,
                        WireFailure.TooManyPayloads _,
                        WireFailure.Truncated _,
                        WireFailure.LeftOver _,
                        WireFailure.BadField _,
                        WireFailure.ProtectedPayloadMisplaced _,
                        WireFailure.BadPadding _ -> syntax;
                case WireFailure.UnsupportedCritical critical ->
                    Optional.of(
                            new Payload.Notify(0, Bytes.EMPTY, NotifyType.UNSUPPORTED_CRITICAL_PAYLOAD, Bytes.of((byte)
                                    critical.payloadType())));
                case WireFailure.TooShort _,
                        WireFailure.LengthDisagrees _,
                        WireFailure.OtherVersion _,
                        WireFailure.NotProtected _,
                        WireFailure.NotLast _,
                        WireFailure.NotAuthentic _,
                        WireFailure.BadFragment _,
                        WireFailure.FragmentRepeated _,
                        WireFailure.LateFragment _ -> Optional.empty();
            };
            assertThat(failure.answer()).as(failure.toString()).isEqualTo(expected);
        }
    }
}
