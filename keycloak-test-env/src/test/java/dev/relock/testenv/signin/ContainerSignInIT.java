package dev.relock.testenv.signin;

import dev.relock.testenv.keycloak.KeycloakInContainer;

final class ContainerSignInIT extends SignInContract {
    ContainerSignInIT(KeycloakInContainer keycloak) {
        super(keycloak);
    }
}
