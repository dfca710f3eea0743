package dev.relock.testenv.client;

/** A sign-in did not come to its end; the message may be shown to the user. */
final class SignInException extends Exception {
    SignInException(String message) {
        super(message);
    }

    SignInException(Exception cause) {
        super(cause.getMessage(), cause);
    }
}
