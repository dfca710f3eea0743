package dev.relock.testenv.admin;

import org.keycloak.representations.idm.CredentialRepresentation;

final class Passwords {
    private Passwords() {}

    static CredentialRepresentation of(String value) {
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(value);
        return password;
    }
}
