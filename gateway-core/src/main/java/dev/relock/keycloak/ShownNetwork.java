package dev.relock.keycloak;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** The network of an address as a mail tells it: {@code 203.0.113.0/24}, {@code 2001:db8:7::/48}. */
final class ShownNetwork {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+");
    private static final int HEXTETS = 3;

    private ShownNetwork() {}

    /** Empty for what is no address literal, or one that says nothing of where somebody is. No name is looked up. */
    static String of(String address) {
        if (address == null || !LITERAL.matcher(address).matches()) {
            return "";
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            if (parsed.isLoopbackAddress() || parsed.isLinkLocalAddress() || parsed.isAnyLocalAddress()) {
                return "";
            }
            byte[] bytes = parsed.getAddress();
            return parsed instanceof Inet4Address
                    ? (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + ".0/24"
                    : prefix(bytes);
        } catch (UnknownHostException e) {
            return "";
        }
    }

    private static String prefix(byte[] bytes) {
        StringJoiner hextets = new StringJoiner(":", "", "::/48");
        for (int i = 0; i < 2 * HEXTETS; i += 2) {
            hextets.add(Integer.toHexString(((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff)));
        }
        return hextets.toString();
    }
}
