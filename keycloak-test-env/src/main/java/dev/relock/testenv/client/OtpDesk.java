package dev.relock.testenv.client;

import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import dev.relock.testenv.keycloak.DemoRealm;
import dev.relock.testenv.otp.OneTimePassword;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Demo only: an authenticator app for people who have none at hand, as a page of the demo client. */
final class OtpDesk {
    private final Pages pages;

    OtpDesk(Pages pages) {
        this.pages = pages;
    }

    void show(HttpExchange exchange) throws IOException {
        String secret = secretAskedFor(exchange);
        try {
            OneTimePassword otp = new OneTimePassword(secret);
            pages.send(
                    exchange,
                    200,
                    "otp",
                    Map.of(
                            "secret", secret,
                            "current", otp.current(),
                            "next", otp.next(),
                            "seconds", otp.remaining().toSeconds()));
        } catch (IllegalArgumentException e) {
            pages.send(exchange, 400, "failed", Map.of("message", "That is not a secret as Keycloak shows it."));
        }
    }

    private static String secretAskedFor(HttpExchange exchange) {
        Map<String, List<String>> parameters =
                URLUtils.parseParameters(exchange.getRequestURI().getRawQuery());
        String secret = MultivaluedMapUtils.getFirstValue(parameters, "secret");
        return secret == null || secret.isBlank() ? DemoRealm.OTP_SECRET_OF_ALICE : secret;
    }
}
