package dev.relock.testenv.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The addresses of a cluster on this machine's loopback network, and a knife for its wires. Each node speaks to the others
 * from an address of its own, and to the database at an address that only it uses, so that the kernel's packet filter can
 * drop what goes between any two of them, silently, as a broken switch does.
 */
final class ClusterNetwork implements AutoCloseable {
    private static final int NODES = 10;
    private static final int DATABASE = 100;

    private final String prefix = "127." + ThreadLocalRandom.current().nextInt(1, 255) + "."
            + ThreadLocalRandom.current().nextInt(256) + ".";
    private final List<List<String>> rules = new ArrayList<>();
    private final Thread mender = new Thread(this::heal);

    ClusterNetwork() {
        Runtime.getRuntime().addShutdownHook(mender);
    }

    /** From where node {@code i} speaks to the other nodes. */
    String node(int i) {
        return prefix + (NODES + i);
    }

    /** Where node {@code i} finds the database. */
    String database(int i) {
        return prefix + (DATABASE + i);
    }

    /** All addresses at which the database listens, as PostgreSQL wants them. */
    String listenAddresses(int size) {
        return Stream.concat(Stream.of("127.0.0.1"), IntStream.range(0, size).mapToObj(this::database))
                .collect(Collectors.joining(","));
    }

    /** Cuts the wire between two nodes. */
    void cut(int one, int other) {
        drop("-s", node(one), "-d", node(other));
        drop("-s", node(other), "-d", node(one));
    }

    void cutFromDatabase(int node) {
        drop("-d", database(node));
        drop("-s", database(node));
    }

    private void drop(String... packets) {
        List<String> rule =
                Stream.concat(Stream.of("INPUT"), Stream.of(packets)).collect(Collectors.toList());
        rule.addAll(List.of("-j", "DROP"));
        filter("-I", rule);
        synchronized (rules) {
            rules.add(rule);
        }
    }

    /** Mends all that was cut. */
    void heal() {
        synchronized (rules) {
            rules.forEach(rule -> filter("-D", rule));
            rules.clear();
        }
    }

    /** Whether this user may use the packet filter: root, or one for whom sudo does not ask. */
    static boolean isCuttable() {
        return run(command(List.of("-L", "INPUT", "-n"))) == 0;
    }

    private static void filter(String action, List<String> rule) {
        List<String> arguments = new ArrayList<>(List.of(action));
        arguments.addAll(rule);
        int status = run(command(arguments));
        if (status != 0) {
            throw new IllegalStateException("iptables " + arguments + " answered " + status);
        }
    }

    private static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (!System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("sudo", "-n"));
        }
        command.add("iptables");
        command.add("-w");
        command.addAll(arguments);
        return command;
    }

    private static int run(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Install iptables, on Debian with \"apt-get install iptables\"", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        heal();
        Runtime.getRuntime().removeShutdownHook(mender);
    }
}
