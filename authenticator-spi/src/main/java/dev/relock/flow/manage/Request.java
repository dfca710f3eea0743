package dev.relock.flow.manage;

import dev.relock.owner.DeviceName;
import dev.relock.protocol.MalformedException;
import jakarta.ws.rs.core.MultivaluedMap;

/** What the page was submitted for. */
sealed interface Request {
    /** Button: the user has finished. */
    String DONE = "relock-done";
    /** Button: away with all but this browser. */
    String REMOVE_OTHERS = "relock-remove-others";
    /** Which one is to be named: id of the credential. */
    String DEVICE = "relock-device";
    /** The name it is to have. */
    String LABEL = "relock-label";

    record Done() implements Request {}

    record RemoveOthers() implements Request {}

    /**
     * A new name.
     *
     * @param id of the credential, as the form says
     */
    record Rename(String id, DeviceName name) implements Request {}

    /** Asks for nothing that can be done. */
    record Unreadable(Outcome outcome) implements Request {}

    static Request read(MultivaluedMap<String, String> form) {
        if (form.containsKey(DONE)) {
            return new Done();
        }
        if (form.containsKey(REMOVE_OTHERS)) {
            return new RemoveOthers();
        }
        String id = form.getFirst(DEVICE);
        if (id == null) {
            return new Unreadable(Outcome.NOTHING);
        }
        try {
            return new Rename(id, DeviceName.parse(form.getFirst(LABEL)));
        } catch (MalformedException e) {
            return new Unreadable(Outcome.BAD_NAME);
        }
    }
}
