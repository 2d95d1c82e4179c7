package org.adit.protocol.wire;

/// IANA "IKEv2 Exchange Types". Any octet can arrive, so this is open.
public record ExchangeType(int value) {
    public static final ExchangeType IKE_SA_INIT = new ExchangeType(34);
    public static final ExchangeType IKE_AUTH = new ExchangeType(35);
    public static final ExchangeType CREATE_CHILD_SA = new ExchangeType(36);
    public static final ExchangeType INFORMATIONAL = new ExchangeType(37);
    public static final ExchangeType IKE_SESSION_RESUME = new ExchangeType(38);
    public static final ExchangeType IKE_INTERMEDIATE = new ExchangeType(43);
    public static final ExchangeType IKE_FOLLOWUP_KE = new ExchangeType(44);

    @Override
    public String toString() {
        return switch (value) {
            case 34 -> "IKE_SA_INIT";
            case 35 -> "IKE_AUTH";
            case 36 -> "CREATE_CHILD_SA";
            case 37 -> "INFORMATIONAL";
            case 38 -> "IKE_SESSION_RESUME";
            case 43 -> "IKE_INTERMEDIATE";
            case 44 -> "IKE_FOLLOWUP_KE";
            default -> "EXCHANGE_" + value;
        };
    }
}
