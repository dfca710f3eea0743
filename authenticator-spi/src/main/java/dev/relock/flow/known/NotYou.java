package dev.relock.flow.known;

import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * "Not you?": whoever starts over, on the page that named him, is asked for the user name. Kept in a client note, the only
 * kind that Keycloak keeps when a login starts over.
 */
public final class NotYou {
    private static final String NOTE = "relock.named";

    private NotYou() {}

    /** From now on nobody is named in this login; who has been named just now stays so. */
    public static void nameNobodyAgain(AuthenticationSessionModel login) {
        login.setClientNote(NOTE, "true");
    }

    public static boolean mayName(AuthenticationSessionModel login) {
        return login.getClientNote(NOTE) == null;
    }
}
