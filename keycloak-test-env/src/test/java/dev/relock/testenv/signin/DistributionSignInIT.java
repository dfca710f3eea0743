package dev.relock.testenv.signin;

import dev.relock.testenv.keycloak.KeycloakDistribution;

final class DistributionSignInIT extends SignInContract {
    DistributionSignInIT(KeycloakDistribution keycloak) {
        super(keycloak);
    }
}
