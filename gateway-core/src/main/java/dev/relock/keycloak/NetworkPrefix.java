package dev.relock.keycloak;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The network a contact comes from: the first 24 bits of an IPv4 address, the first 48 of an IPv6 address. */
final class NetworkPrefix {
    /** What Java reads as an address; anything else it would look up as a name. */
    private static final Pattern LITERAL = Pattern.compile(
            "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}|(?=.*:)[0-9a-fA-F:][0-9a-fA-F:.]*");

    private static final int IPV4_BYTES = 3;
    private static final int IPV6_BYTES = 6;

    private NetworkPrefix() {}

    /** Hexadecimal; empty when {@code address} is no address literal. No name is ever looked up. */
    static String of(String address) {
        if (address == null || !LITERAL.matcher(address).matches()) {
            return "";
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            int bytes = parsed instanceof Inet4Address ? IPV4_BYTES : IPV6_BYTES;
            return HexFormat.of().formatHex(parsed.getAddress(), 0, bytes);
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
