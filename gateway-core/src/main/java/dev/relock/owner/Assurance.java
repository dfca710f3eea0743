package dev.relock.owner;

/** How sure it was, when a device was bound, that it is this user's. In ascending order. */
public enum Assurance {
    /** An application said so. */
    ASSERTED("asserted"),
    /** Keycloak itself verified the user. */
    AUTHENTICATED("authenticated"),
    /** Bound inside a Keycloak flow after a second factor. */
    MFA("mfa");

    private final String id;

    Assurance(String id) {
        this.id = id;
    }

    /** As stored and told in claims. */
    public String id() {
        return id;
    }

    public boolean atLeast(Assurance required) {
        return compareTo(required) >= 0;
    }

    static Assurance of(String id) {
        for (Assurance assurance : values()) {
            if (assurance.id.equals(id)) {
                return assurance;
            }
        }
        return ASSERTED;
    }
}
