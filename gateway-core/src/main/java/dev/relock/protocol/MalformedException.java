package dev.relock.protocol;

/** Untrusted input that does not have the documented form. The message is safe to tell to the sender. */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
        super(message, null, false, false);
    }
}
