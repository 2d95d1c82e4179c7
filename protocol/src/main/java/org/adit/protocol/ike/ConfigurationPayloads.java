package org.adit.protocol.ike;

import java.util.ArrayList;
import java.util.List;
import org.adit.base.Bytes;
import org.adit.base.net.IpAddress;
import org.adit.base.net.IpFamily;
import org.adit.base.net.IpPrefix;
import org.adit.protocol.wire.AttributeType;
import org.adit.protocol.wire.ConfigurationType;
import org.adit.protocol.wire.Payload.Configuration;
import org.adit.protocol.wire.Payload.Configuration.Attribute;

/// Assignments as configuration payloads and back. Attributes we do not know are ignored, those of a wrong length too
/// (RFC 7296 §3.15, RFC 8598 §3).
final class ConfigurationPayloads {
    private static final int MOST_VALUES = 64;

    private ConfigurationPayloads() {}

    static Configuration request(List<IpFamily> families) {
        List<Attribute> wanted = new ArrayList<>();
        for (IpFamily family : families) {
            boolean v4 = family == IpFamily.V4;
            wanted.add(empty(v4 ? AttributeType.INTERNAL_IP4_ADDRESS : AttributeType.INTERNAL_IP6_ADDRESS));
            wanted.add(empty(v4 ? AttributeType.INTERNAL_IP4_DNS : AttributeType.INTERNAL_IP6_DNS));
            wanted.add(empty(v4 ? AttributeType.INTERNAL_IP4_SUBNET : AttributeType.INTERNAL_IP6_SUBNET));
        }
        wanted.add(empty(AttributeType.INTERNAL_DNS_DOMAIN));
        return new Configuration(ConfigurationType.REQUEST, wanted);
    }

    static List<IpFamily> requestedFamilies(Configuration request) {
        List<IpFamily> families = new ArrayList<>();
        if (request.first(AttributeType.INTERNAL_IP4_ADDRESS).isPresent()) {
            families.add(IpFamily.V4);
        }
        if (request.first(AttributeType.INTERNAL_IP6_ADDRESS).isPresent()) {
            families.add(IpFamily.V6);
        }
        return List.copyOf(families);
    }

    static Configuration reply(Assignment assignment) {
        List<Attribute> given = new ArrayList<>();
        for (IpAddress address : assignment.addresses()) {
            given.add(
                    address.isV4()
                            ? new Attribute(AttributeType.INTERNAL_IP4_ADDRESS, address.octets())
                            : new Attribute(
                                    AttributeType.INTERNAL_IP6_ADDRESS,
                                    address.octets().plus(Bytes.of((byte) 128))));
        }
        for (IpAddress server : assignment.dns()) {
            given.add(new Attribute(
                    server.isV4() ? AttributeType.INTERNAL_IP4_DNS : AttributeType.INTERNAL_IP6_DNS, server.octets()));
        }
        for (String domain : assignment.domains()) {
            given.add(new Attribute(AttributeType.INTERNAL_DNS_DOMAIN, Bytes.ofUtf8(domain)));
        }
        for (IpPrefix subnet : assignment.subnets()) {
            given.add(subnetAttribute(subnet));
        }
        return new Configuration(ConfigurationType.REPLY, given);
    }

    static Assignment read(Configuration reply) {
        List<IpAddress> addresses = new ArrayList<>();
        List<IpAddress> dns = new ArrayList<>();
        List<String> domains = new ArrayList<>();
        List<IpPrefix> subnets = new ArrayList<>();
        for (Attribute attribute :
                reply.attributes().stream().limit(MOST_VALUES).toList()) {
            Bytes value = attribute.value();
            AttributeType type = attribute.type();
            if (type.equals(AttributeType.INTERNAL_IP4_ADDRESS) && value.length() == 4) {
                addresses.add(IpAddress.of(value));
            } else if (type.equals(AttributeType.INTERNAL_IP6_ADDRESS) && value.length() == 17) {
                addresses.add(IpAddress.of(value.slice(0, 16)));
            } else if (type.equals(AttributeType.INTERNAL_IP4_DNS) && value.length() == 4
                    || type.equals(AttributeType.INTERNAL_IP6_DNS) && value.length() == 16) {
                dns.add(IpAddress.of(value));
            } else if (type.equals(AttributeType.INTERNAL_DNS_DOMAIN) && isDomain(value)) {
                domains.add(value.utf8());
            } else if (type.equals(AttributeType.INTERNAL_IP4_SUBNET) && value.length() == 8) {
                readSubnet4(value, subnets);
            } else if (type.equals(AttributeType.INTERNAL_IP6_SUBNET) && value.length() == 17 && value.at(16) <= 128) {
                subnets.add(IpPrefix.around(IpAddress.of(value.slice(0, 16)), value.at(16)));
            }
        }
        return new Assignment(addresses, dns, domains, subnets);
    }

    private static Attribute empty(AttributeType type) {
        return new Attribute(type, Bytes.EMPTY);
    }

    private static Attribute subnetAttribute(IpPrefix subnet) {
        if (subnet.family() == IpFamily.V6) {
            return new Attribute(
                    AttributeType.INTERNAL_IP6_SUBNET,
                    subnet.address().octets().plus(Bytes.of((byte) subnet.length())));
        }
        int mask = subnet.length() == 0 ? 0 : -1 << 32 - subnet.length();
        return new Attribute(
                AttributeType.INTERNAL_IP4_SUBNET,
                subnet.address().octets().plus(IpAddress.v4(mask).octets()));
    }

    private static void readSubnet4(Bytes value, List<IpPrefix> subnets) {
        int mask = (int) IpAddress.of(value.slice(4, 8)).low();
        int length = Integer.bitCount(mask);
        if (length == 0 && mask == 0 || mask == -1 << 32 - length) {
            subnets.add(IpPrefix.around(IpAddress.of(value.slice(0, 4)), length));
        }
    }

    /// Host name characters only: the name goes into resolver settings.
    private static boolean isDomain(Bytes value) {
        return value.length() >= 1
                && value.length() <= 253
                && value.utf8()
                        .chars()
                        .allMatch(c -> c == '.' || c == '-' || c == '_' || c < 128 && Character.isLetterOrDigit(c));
    }
}
