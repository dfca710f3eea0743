package dev.relock.testenv.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A TCP port on loopback that nobody listens on. It is below those that Linux gives to outgoing connections, so that none of
 * them has it before the server does; and a random one, so that two JVMs seldom think of the same.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int LIMIT = 32_000;
    private static final int ATTEMPTS = 100;

    private FreePort() {}

    public static int find() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LIMIT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port on loopback from " + FIRST + " to " + LIMIT);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
