package dev.relock.keycloak;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * How much of an address names the network that a contact comes from.
 *
 * @param ipv4Bits 0 to 32
 * @param ipv6Bits 0 to 128
 */
record NetworkPrefix(int ipv4Bits, int ipv6Bits) {
    /** What Java reads as an address; anything else it would look up as a name. */
    private static final Pattern LITERAL = Pattern.compile(
            "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}|(?=.*:)[0-9a-fA-F:][0-9a-fA-F:.]*");

    /**
     * The network of an address, in hexadecimal, bits beyond the prefix zero. An IPv4 address that is written as an IPv6 one
     * ({@code ::ffff:192.0.2.1}) is an IPv4 address. Empty when {@code address} is no address literal; no name is ever looked
     * up.
     */
    String of(String address) {
        if (address == null || !LITERAL.matcher(address).matches()) {
            return "";
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return masked(parsed.getAddress(), parsed instanceof Inet4Address ? ipv4Bits : ipv6Bits);
        } catch (UnknownHostException e) {
            return "";
        }
    }

    private static String masked(byte[] bytes, int bits) {
        int length = (bits + 7) / 8;
        if (bits % 8 != 0) {
            bytes[length - 1] &= (byte) (0xff << (8 - bits % 8));
        }
        return HexFormat.of().formatHex(bytes, 0, length);
    }
}
