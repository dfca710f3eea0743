package dev.relock.remote;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.keycloak.Config;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * Where the other gateway is and how long it is waited for.
 *
 * @param url its folder, ending in {@code /relock/}
 * @param issuer of its realm
 * @param timeout of one request, from its beginning to the last byte of its answer
 * @param failures after so many in a row it is left alone
 * @param pause for so long
 */
public record RemoteOptions(URI url, String issuer, Duration timeout, int failures, Duration pause) {
    static final String URL = "url";
    private static final String ISSUER = "issuer";
    private static final String TIMEOUT = "timeout";
    private static final String FAILURES = "failures";
    private static final String PAUSE = "pause";
    private static final String FOLDER = "/relock/";

    public static final List<ProviderConfigProperty> ALL = ProviderConfigurationBuilder.create()
            .property()
            .name(URL)
            .helpText("The folder of the other gateway: https://<host>/realms/<realm>/relock/.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(ISSUER)
            .helpText("The issuer of its realm, where that is not the beginning of the URL.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .add()
            .property()
            .name(TIMEOUT)
            .helpText("How long one request may take, answer included, milliseconds.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .defaultValue(2000)
            .add()
            .property()
            .name(FAILURES)
            .helpText("After how many failures in a row the other gateway is left alone.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .defaultValue(5)
            .add()
            .property()
            .name(PAUSE)
            .helpText("For how long it is left alone then, seconds; the second factor is asked for at once meanwhile.")
            .type(ProviderConfigProperty.STRING_TYPE)
            .defaultValue(30)
            .add()
            .build();

    /**
     * Reads them.
     *
     * @throws IllegalStateException when they make no sense; the message says which
     */
    public static RemoteOptions read(Config.Scope scope) {
        String url = scope.get(URL, "");
        if (!url.endsWith(FOLDER) || !isSafe(url)) {
            throw new IllegalStateException("Relock: --spi-relock--remote--url must be an https URL that ends in"
                    + " /realms/<realm>/relock/ (http only for localhost)");
        }
        return new RemoteOptions(
                URI.create(url),
                scope.get(ISSUER, url.substring(0, url.length() - FOLDER.length())),
                Duration.ofMillis(scope.getInt(TIMEOUT, 2000)),
                scope.getInt(FAILURES, 5),
                Duration.ofSeconds(scope.getInt(PAUSE, 30)));
    }

    /** Where the realm publishes its keys. */
    URI keys() {
        return url.resolve("../protocol/openid-connect/certs");
    }

    /** Its answers are signed, but a browser's keys are agreed on through it as well. */
    private static boolean isSafe(String url) {
        return url.startsWith("https://") || url.startsWith("http://localhost:") || url.startsWith("http://127.0.0.1:");
    }
}
