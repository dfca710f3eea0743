package dev.relock.testenv.shapes;

import dev.relock.testenv.process.Executables;
import dev.relock.testenv.process.FreePort;
import dev.relock.testenv.process.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentRepresentation;

/** Debian's slapd on loopback, with one person in it. */
final class LdapServer implements AutoCloseable {
    static final String USER = "ada";
    static final String PASSWORD = "ada in LDAP";

    private static final String LOOPBACK = "127.0.0.1";
    private static final String BASE = "dc=example,dc=org";
    private static final String ADMIN = "cn=admin," + BASE;
    private static final String SECRET = "secret";

    private static final String CONFIGURATION = "slapd.conf";
    private static final String LOG = "slapd.log";

    private final int port = FreePort.find();
    private final Path directory;
    private ServerProcess process;

    private LdapServer(Path directory) {
        this.directory = directory;
        try {
            Path data = Files.createDirectories(directory.resolve("data"));
            Path configuration = Files.writeString(
                    directory.resolve(CONFIGURATION), """
                        include /etc/ldap/schema/core.schema
                        include /etc/ldap/schema/cosine.schema
                        include /etc/ldap/schema/inetorgperson.schema
                        pidfile %1$s/slapd.pid
                        modulepath /usr/lib/ldap
                        moduleload back_mdb
                        database mdb
                        suffix "%2$s"
                        rootdn "%3$s"
                        rootpw %4$s
                        directory %5$s
                        """.formatted(directory, BASE, ADMIN, SECRET, data));
            Path people = Files.writeString(directory.resolve("people.ldif"), """
                dn: %1$s
                objectClass: dcObject
                objectClass: organization
                o: Example
                dc: example

                dn: ou=people,%1$s
                objectClass: organizationalUnit
                ou: people

                dn: uid=%2$s,ou=people,%1$s
                objectClass: inetOrgPerson
                uid: %2$s
                cn: Ada Example
                givenName: Ada
                sn: Example
                mail: %2$s@example.org
                userPassword: %3$s
                """.formatted(BASE, USER, PASSWORD));
            ServerProcess.start(
                            "slapadd",
                            List.of(command("slapadd"), "-f", configuration.toString(), "-l", people.toString()),
                            Map.of(),
                            directory.resolve(LOG))
                    .awaitEnd();
            process = serve();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerProcess serve() {
        ServerProcess started = ServerProcess.start(
                "slapd",
                List.of(
                        command("slapd"),
                        "-f",
                        directory.resolve(CONFIGURATION).toString(),
                        "-h",
                        "ldap://" + LOOPBACK + ":" + port,
                        "-d",
                        "0"),
                Map.of(),
                directory.resolve(LOG));
        started.awaitReady(this::answers);
        return started;
    }

    private static String command(String name) {
        return Executables.find(name)
                .orElseThrow(() -> new IllegalStateException(name + " is not installed"))
                .toString();
    }

    static LdapServer in(Path directory) {
        return new LdapServer(directory);
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What makes a realm look here for its users. */
    ComponentRepresentation federation() {
        MultivaluedHashMap<String, String> config = new MultivaluedHashMap<>();
        Map.ofEntries(
                        Map.entry("enabled", "true"),
                        Map.entry("vendor", "other"),
                        Map.entry("connectionUrl", "ldap://" + LOOPBACK + ":" + port),
                        Map.entry("authType", "simple"),
                        Map.entry("bindDn", ADMIN),
                        Map.entry("bindCredential", SECRET),
                        Map.entry("usersDn", "ou=people," + BASE),
                        Map.entry("usernameLDAPAttribute", "uid"),
                        Map.entry("rdnLDAPAttribute", "uid"),
                        Map.entry("uuidLDAPAttribute", "entryUUID"),
                        Map.entry("userObjectClasses", "inetOrgPerson"),
                        Map.entry("editMode", "READ_ONLY"),
                        Map.entry("importEnabled", "true"))
                .forEach(config::putSingle);
        ComponentRepresentation federation = new ComponentRepresentation();
        federation.setName("ldap");
        federation.setProviderId("ldap");
        federation.setProviderType("org.keycloak.storage.UserStorageProvider");
        federation.setConfig(config);
        return federation;
    }

    /** After {@link #close}: the same directory at the same address. */
    void restart() {
        process = serve();
    }

    @Override
    public void close() {
        process.close();
    }
}
