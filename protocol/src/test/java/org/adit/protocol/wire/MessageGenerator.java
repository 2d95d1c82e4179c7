package org.adit.protocol.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;
import org.adit.base.Bytes;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpRange;
import org.adit.protocol.ipsec.Spi;
import org.adit.protocol.ipsec.TrafficSelector;

/// Any message that our records can say and the format can carry, from a seed.
final class MessageGenerator {
    private final Random random;

    MessageGenerator(long seed) {
        random = new Random(seed);
    }

    IkeMessage message() {
        return new IkeMessage(header(), listOf(12, this::payload));
    }

    IkeHeader header() {
        return new IkeHeader(
                new IkeSpi(random.nextLong()),
                new IkeSpi(random.nextLong()),
                new ExchangeType(35 + random.nextInt(10)),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt());
    }

    Payload payload() {
        return switch (random.nextInt(14)) {
            case 0 -> new Payload.SecurityAssociation(atLeastOne(4, this::proposal));
            case 1 -> new Payload.KeyExchangeData(u16(), octets(0, 300));
            case 2 ->
                new Payload.Identification(
                        random.nextBoolean(), new IdentityType(u8()), octets(0, 60), random.nextInt(1 << 24));
            case 3 -> new Payload.Certificate(new CertificateEncoding(u8()), octets(0, 900));
            case 4 -> new Payload.CertificateRequest(new CertificateEncoding(u8()), octets(0, 80));
            case 5 -> new Payload.Authentication(new AuthenticationMethod(u8()), octets(0, 300));
            case 6 -> new Payload.Nonce(octets(16, 256));
            case 7 -> notification();
            case 8 ->
                random.nextBoolean()
                        ? new Payload.Delete(Payload.Delete.IKE, List.of())
                        : new Payload.Delete(2 + random.nextInt(2), listOf(6, () -> new Spi(random.nextInt())));
            case 9 -> new Payload.VendorId(octets(0, 40));
            case 10 -> new Payload.TrafficSelectors(random.nextBoolean(), atLeastOne(5, this::selector));
            case 11 -> new Payload.Configuration(new ConfigurationType(u8()), listOf(6, this::attribute));
            case 12 -> eap(octets(0, 100));
            default -> new Payload.Unknown(54 + random.nextInt(200), octets(0, 50));
        };
    }

    static Payload.Eap eap(Bytes data) {
        return new Payload.Eap(
                new OctetWriter(4).u8(1).u8(7).u16(4 + data.length()).put(data).bytes());
    }

    private Payload.Notify notification() {
        NotifyType type = new NotifyType(u16());
        return switch (random.nextInt(3)) {
            case 0 -> new Payload.Notify(0, Bytes.EMPTY, type, octets(0, 60));
            case 1 -> new Payload.Notify(3, octets(4, 4), type, octets(0, 60));
            default -> new Payload.Notify(1, octets(8, 8), type, octets(0, 60));
        };
    }

    private Proposal proposal() {
        int protocol = 1 + random.nextInt(5);
        Bytes spi = switch (protocol) {
            case 1 -> random.nextBoolean() ? Bytes.EMPTY : octets(8, 8);
            case 2, 3 -> octets(4, 4);
            default -> octets(0, 20);
        };
        return new Proposal(u8(), protocol, spi, listOf(8, this::transform));
    }

    private Proposal.Transform transform() {
        OptionalInt keyBits = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(u16());
        return new Proposal.Transform(u8(), u16(), keyBits, false);
    }

    private TrafficSelector selector() {
        int one = u16();
        int two = u16();
        boolean opaque = random.nextInt(8) == 0;
        int low = opaque ? 0xffff : Math.min(one, two);
        int high = opaque ? 0 : Math.max(one, two);
        return new TrafficSelector(u8(), low, high, range(random.nextBoolean() ? 4 : 16));
    }

    private IpRange range(int octets) {
        IpAddress one = IpAddress.of(octets(octets, octets));
        IpAddress two = IpAddress.of(octets(octets, octets));
        return one.compareTo(two) <= 0 ? new IpRange(one, two) : new IpRange(two, one);
    }

    private Payload.Configuration.Attribute attribute() {
        return switch (random.nextInt(5)) {
            case 0 -> new Payload.Configuration.Attribute(AttributeType.INTERNAL_IP4_ADDRESS, Bytes.EMPTY);
            case 1 -> new Payload.Configuration.Attribute(AttributeType.INTERNAL_IP4_DNS, octets(4, 4));
            case 2 -> new Payload.Configuration.Attribute(AttributeType.INTERNAL_IP6_ADDRESS, octets(17, 17));
            case 3 -> new Payload.Configuration.Attribute(AttributeType.INTERNAL_IP4_SUBNET, octets(8, 8));
            default ->
                new Payload.Configuration.Attribute(new AttributeType(25 + random.nextInt(0x7fff - 25)), octets(0, 40));
        };
    }

    Bytes octets(int least, int most) {
        byte[] octets = new byte[least + random.nextInt(most - least + 1)];
        random.nextBytes(octets);
        return Bytes.wrap(octets);
    }

    private int u8() {
        return random.nextInt(1 << 8);
    }

    private int u16() {
        return random.nextInt(1 << 16);
    }

    private <T> List<T> listOf(int most, Supplier<T> one) {
        List<T> all = new ArrayList<>();
        for (int count = random.nextInt(most + 1); count > 0; count--) {
            all.add(one.get());
        }
        return all;
    }

    private <T> List<T> atLeastOne(int most, Supplier<T> one) {
        List<T> all = listOf(most - 1, one);
        all.add(one.get());
        return all;
    }
}
