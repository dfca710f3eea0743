package dev.relock.gateway;

import dev.relock.protocol.Origin;
import java.util.Optional;
import org.keycloak.models.ClientModel;

/**
 * What a caller of {@code POST login} brings.
 *
 * @param user {@code user} of the body, empty if none
 * @param bearer the access token of the {@code Authorization} header, if any
 * @param origin the {@code Origin} header, absent when a server calls
 * @param cookieMayCount whether the request has the form in which Keycloak's SSO cookie may name the user: JSON, proof in
 *     headers or body, {@code Sec-Fetch-Site} absent or {@code same-origin}
 * @param client the confidential client that has authenticated with the request, if one has; the device is then of one of its
 *     web origins, or its proof would not have been taken ({@link TokenUse#askedBy})
 */
public record SignInRequest(
        String user,
        Optional<String> bearer,
        Optional<Origin> origin,
        boolean cookieMayCount,
        Optional<ClientModel> client) {}
