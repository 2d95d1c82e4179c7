package org.adit.gateway.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.junit.jupiter.api.Test;

final class LeaseBookTest {
    private static LeaseBook book(String... prefixes) {
        LeaseBook book = new LeaseBook();
        book.open("staff", List.of(prefixes).stream().map(IpPrefix::of).toList());
        return book;
    }

    private static Optional<IpAddress> take(LeaseBook book, String holder, IpFamily family) {
        return book.take("staff", holder, family).map(LeaseBook.Lease::address);
    }

    @Test
    void networkBroadcastAndTheGatewaysOwnAddressAreNeverLeased() {
        LeaseBook book = book("10.99.0.0/29");
        List<IpAddress> leased = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            take(book, "device" + i, IpFamily.V4).ifPresent(leased::add);
        }
        assertThat(leased)
                .extracting(IpAddress::toString)
                .containsExactly("10.99.0.2", "10.99.0.3", "10.99.0.4", "10.99.0.5", "10.99.0.6");
        assertThat(LeaseBook.gatewayOf(IpPrefix.of("10.99.0.0/29"))).hasToString("10.99.0.1");
    }

    @Test
    void anIpv6AddressWithHostPartZeroIsNeverLeased() {
        LeaseBook book = book("fd99:1::/126");
        assertThat(take(book, "a", IpFamily.V6).orElseThrow()).hasToString("fd99:1::2");
        assertThat(take(book, "b", IpFamily.V6).orElseThrow()).hasToString("fd99:1::3");
        assertThat(take(book, "c", IpFamily.V6)).isEmpty();
    }

    @Test
    void aDeviceThatComesBackGetsItsAddressAgain() {
        LeaseBook book = book("10.99.0.0/24");
        LeaseBook.Lease first = book.take("staff", "a", IpFamily.V4).orElseThrow();
        book.release(first);
        take(book, "b", IpFamily.V4);
        assertThat(take(book, "a", IpFamily.V4)).contains(first.address());
    }

    @Test
    void anAddressFromAnEarlierRunIsRemembered() {
        LeaseBook book = book("10.99.0.0/24");
        book.restore("staff", "a", IpAddress.of("10.99.0.77"));
        assertThat(take(book, "b", IpFamily.V4).orElseThrow()).hasToString("10.99.0.2");
        assertThat(take(book, "a", IpFamily.V4).orElseThrow()).hasToString("10.99.0.77");
    }

    @Test
    void aRememberedAddressOutsideThePoolIsLeftOut() {
        LeaseBook book = book("10.99.0.0/24");
        book.restore("staff", "a", IpAddress.of("10.98.0.77"));
        book.restore("staff", "b", IpAddress.of("10.99.0.1"));
        assertThat(take(book, "a", IpFamily.V4).orElseThrow()).hasToString("10.99.0.2");
        assertThat(take(book, "b", IpFamily.V4).orElseThrow()).hasToString("10.99.0.3");
    }

    @Test
    void aFullPoolTakesTheAddressThatWasIdleLongest() {
        LeaseBook book = book("10.99.0.0/30", "10.99.1.0/30");
        LeaseBook.Lease a = book.take("staff", "a", IpFamily.V4).orElseThrow();
        LeaseBook.Lease b = book.take("staff", "b", IpFamily.V4).orElseThrow();
        book.release(b);
        book.release(a);
        LeaseBook.Lease c = book.take("staff", "c", IpFamily.V4).orElseThrow();
        assertThat(c.displaced()).contains("a");
        assertThat(c.address()).isEqualTo(a.address());
        assertThat(take(book, "b", IpFamily.V4)).contains(b.address());
        assertThat(take(book, "d", IpFamily.V4)).isEmpty();
    }

    @Test
    void theLargestPrefixNeedsNoMoreMemoryThanItsHolders() {
        LeaseBook book = book("fd00::/8");
        Set<IpAddress> leased = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            leased.add(take(book, "device" + i, IpFamily.V6).orElseThrow());
        }
        assertThat(leased).hasSize(10_000);
    }

    @Test
    void noAddressIsEverHeldTwice() {
        long seed = 20261124L;
        Random random = new Random(seed);
        LeaseBook book = book("10.99.0.0/26");
        List<LeaseBook.Lease> live = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(3) == 0 && !live.isEmpty()) {
                book.release(live.remove(random.nextInt(live.size())));
            } else {
                String holder = "device" + random.nextInt(200);
                if (live.stream().noneMatch(lease -> lease.holder().equals(holder))) {
                    book.take("staff", holder, IpFamily.V4).ifPresent(live::add);
                }
            }
            assertThat(live.stream().map(LeaseBook.Lease::address))
                    .as("seed %d step %d", seed, i)
                    .doesNotHaveDuplicates();
            assertThat(book.fill().getFirst().inUse()).isEqualTo(live.size());
        }
    }

    @Test
    void aFreePoolNeverSaysThatItIsFull() {
        LeaseBook book = book("10.99.0.0/26");
        List<LeaseBook.Lease> live = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 61; i++) {
                live.add(book.take("staff", round + "-" + i, IpFamily.V4).orElseThrow());
            }
            assertThat(book.take("staff", "one too many", IpFamily.V4)).isEmpty();
            live.forEach(book::release);
            live.clear();
        }
    }
}
