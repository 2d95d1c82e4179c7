package org.adit.protocol.pki;

/// Names that we are willing to put into certificates: narrower than what we read from others.
final class CertificateNames {
    private static final int MAX_HOST = 253;
    private static final int MAX_LABEL = 63;
    private static final int MAX_MAILBOX = 254;

    private CertificateNames() {}

    /// Letters, digits, hyphens and underscores in labels that no hyphen begins or ends. RFC 1123 §2.1.
    static boolean isHost(String name) {
        if (name.isEmpty() || name.length() > MAX_HOST) {
            return false;
        }
        for (String label : name.split("\\.", -1)) {
            boolean plain = label.chars().allMatch(CertificateNames::isHostCharacter);
            if (label.isEmpty()
                    || label.length() > MAX_LABEL
                    || !plain
                    || label.startsWith("-")
                    || label.endsWith("-")) {
                return false;
            }
        }
        return true;
    }

    /// `user@device` with a host name behind the one @.
    static boolean isMailbox(String name) {
        int at = name.indexOf('@');
        if (at < 1 || name.length() > MAX_MAILBOX || !isHost(name.substring(at + 1))) {
            return false;
        }
        return name.chars().limit(at).allMatch(c -> isHostCharacter(c) || c == '.' || c == '+');
    }

    private static boolean isHostCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }
}
