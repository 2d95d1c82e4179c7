package org.adit.protocol.wire;

/// IANA "IKEv2 Configuration Payload Attribute Types". Any value can arrive, so this is open; equality is by value.
public record AttributeType(int value) {
    public static final AttributeType INTERNAL_IP4_ADDRESS = new AttributeType(1);
    public static final AttributeType INTERNAL_IP4_NETMASK = new AttributeType(2);
    public static final AttributeType INTERNAL_IP4_DNS = new AttributeType(3);
    public static final AttributeType INTERNAL_IP4_NBNS = new AttributeType(4);
    public static final AttributeType INTERNAL_IP4_DHCP = new AttributeType(6);
    public static final AttributeType APPLICATION_VERSION = new AttributeType(7);
    public static final AttributeType INTERNAL_IP6_ADDRESS = new AttributeType(8);
    public static final AttributeType INTERNAL_IP6_DNS = new AttributeType(10);
    public static final AttributeType INTERNAL_IP6_DHCP = new AttributeType(12);
    public static final AttributeType INTERNAL_IP4_SUBNET = new AttributeType(13);
    public static final AttributeType SUPPORTED_ATTRIBUTES = new AttributeType(14);
    public static final AttributeType INTERNAL_IP6_SUBNET = new AttributeType(15);
    public static final AttributeType MIP6_HOME_PREFIX = new AttributeType(16);
    public static final AttributeType INTERNAL_IP6_LINK = new AttributeType(17);
    public static final AttributeType INTERNAL_IP6_PREFIX = new AttributeType(18);
    public static final AttributeType HOME_AGENT_ADDRESS = new AttributeType(19);
    public static final AttributeType P_CSCF_IP4_ADDRESS = new AttributeType(20);
    public static final AttributeType P_CSCF_IP6_ADDRESS = new AttributeType(21);
    public static final AttributeType FTT_KAT = new AttributeType(22);
    public static final AttributeType EXTERNAL_SOURCE_IP4_NAT_INFO = new AttributeType(23);
    public static final AttributeType TIMEOUT_PERIOD_FOR_LIVENESS_CHECK = new AttributeType(24);
    public static final AttributeType INTERNAL_DNS_DOMAIN = new AttributeType(25);
    public static final AttributeType INTERNAL_DNSSEC_TA = new AttributeType(26);
    public static final AttributeType ENCDNS_IP4 = new AttributeType(27);
    public static final AttributeType ENCDNS_IP6 = new AttributeType(28);
    public static final AttributeType ENCDNS_DIGEST_INFO = new AttributeType(29);

    @Override
    public String toString() {
        return switch (value) {
            case 1 -> "INTERNAL_IP4_ADDRESS";
            case 2 -> "INTERNAL_IP4_NETMASK";
            case 3 -> "INTERNAL_IP4_DNS";
            case 4 -> "INTERNAL_IP4_NBNS";
            case 6 -> "INTERNAL_IP4_DHCP";
            case 7 -> "APPLICATION_VERSION";
            case 8 -> "INTERNAL_IP6_ADDRESS";
            case 10 -> "INTERNAL_IP6_DNS";
            case 12 -> "INTERNAL_IP6_DHCP";
            case 13 -> "INTERNAL_IP4_SUBNET";
            case 14 -> "SUPPORTED_ATTRIBUTES";
            case 15 -> "INTERNAL_IP6_SUBNET";
            case 16 -> "MIP6_HOME_PREFIX";
            case 17 -> "INTERNAL_IP6_LINK";
            case 18 -> "INTERNAL_IP6_PREFIX";
            case 19 -> "HOME_AGENT_ADDRESS";
            case 20 -> "P_CSCF_IP4_ADDRESS";
            case 21 -> "P_CSCF_IP6_ADDRESS";
            case 22 -> "FTT_KAT";
            case 23 -> "EXTERNAL_SOURCE_IP4_NAT_INFO";
            case 24 -> "TIMEOUT_PERIOD_FOR_LIVENESS_CHECK";
            case 25 -> "INTERNAL_DNS_DOMAIN";
            case 26 -> "INTERNAL_DNSSEC_TA";
            case 27 -> "ENCDNS_IP4";
            case 28 -> "ENCDNS_IP6";
            case 29 -> "ENCDNS_DIGEST_INFO";
            default -> "AttributeType_" + value;
        };
    }
}
