package dev.relock.testenv.demo;

import dev.relock.testenv.client.DemoClient;
import dev.relock.testenv.keycloak.Artifacts;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.keycloak.KeycloakDistribution;
import java.util.concurrent.CountDownLatch;

/** Keycloak with the plugin and the demo realm, and the demo client, until somebody presses Ctrl-C. */
public final class Demo {
    private Demo() {}

    /**
     * Runs until the JVM is ended.
     *
     * @param args Keycloak's port, the demo client's port
     */
    public static void main(String[] args) throws InterruptedException {
        int keycloakPort = Integer.parseInt(args[0]);
        int clientPort = Integer.parseInt(args[1]);
        Artifacts artifacts = Artifacts.ofTheBuild();
        KeycloakDistribution keycloak = KeycloakDistribution.in(
                        artifacts.directory().resolve("demo").resolve("keycloak"), artifacts)
                .port(keycloakPort)
                .start();
        DemoClient client = DemoClient.start(clientPort, keycloak.realm(DemoRealm.NAME));
        System.out.println(guide(keycloak, client));
        new CountDownLatch(1).await();
    }

    private static String guide(KeycloakDistribution keycloak, DemoClient client) {
        return """

                Relock is ready. Open  %1$s  and sign in:

                  user    password   second factor
                  alice   alice      the one-time password shown at  %1$s/otp
                  bob     bob        set up at the first sign-in, asked for from the next one on
                  carol   carol      likewise; nobody told her to, but the flow demands one

                  With an authenticator app you can do without that page; it knows alice by
                  otpauth://totp/relock-demo:alice?secret=%3$s&issuer=relock-demo

                Sign in with password and one-time password, and trust the browser. Sign out, sign in
                again: the password is enough. In another browser or a private window it is not.

                Admin console    %2$s/admin/   user %4$s, password %5$s, realm %6$s
                Account console  %2$s/realms/%6$s/account/   "Signing in" lists the trusted browsers

                Ctrl-C stops everything. What you did is kept for the next start; ./demo --fresh forgets it.
                """.formatted(
                        client.url(),
                        keycloak.url(),
                        DemoRealm.OTP_SECRET_OF_ALICE,
                        KeycloakDistribution.ADMIN_USER,
                        KeycloakDistribution.ADMIN_PASSWORD,
                        DemoRealm.NAME);
    }
}
