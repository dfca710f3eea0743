package dev.relock.testenv.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.relock.testenv.keycloak.KeycloakDistribution;
import dev.relock.testenv.keycloak.RelockKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * An administrator's shell, with Keycloak's {@code bin/} in its path. Commands run as the documentation has them, but for the
 * names of server and realm.
 *
 * @param home where {@code kcadm.sh} keeps that it is signed in
 */
public record AdminShell(KeycloakDistribution keycloak, String realm, Path home) {
    /** A page may have more than a dozen commands, each of which starts Java. */
    private static final long MINUTES = 10;

    /** Runs them, one after the other, and returns what they have said; fails with the first that fails. */
    public String run(String commands) throws IOException, InterruptedException {
        String ours = commands.replace("https://sso.example.org", keycloak.url().toString())
                .replace("my-realm", realm);
        Path output = home.resolve("output");
        ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-u", "-c", ours)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Path bin = keycloak.command("kcadm.sh").getParent();
        shell.environment().merge("PATH", bin + ":", (path, first) -> first + path);
        // A JVM that lives for a second has no use for the better compiler.
        shell.environment().put("KC_OPTS", KeycloakDistribution.SHORT_LIVED + " -Duser.home=" + home);
        shell.environment().put("KC_CLI_PASSWORD", RelockKeycloak.ADMIN_PASSWORD);
        Process process = shell.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroy();
        }
        String said = Files.readString(output);
        assertThat(ended && process.exitValue() == 0)
                .as("%s said: %s", ours, said)
                .isTrue();
        return said;
    }
}
