package dev.relock.testenv.site;

import dev.relock.testenv.otp.OneTimePassword;

/** Somebody with an account in the demo realm. */
public final class Person {
    private final String name;
    private final String password;
    private OneTimePassword authenticator;

    Person(String name, String password) {
        this.name = name;
        this.password = password;
    }

    public String name() {
        return name;
    }

    public String password() {
        return password;
    }

    /** The same person, who does not remember the password. */
    public Person forgetful() {
        return new Person(name, "not " + password);
    }

    /** Types the secret of the set-up page into an authenticator app. */
    public void addToAuthenticator(String secret) {
        authenticator = new OneTimePassword(secret);
    }

    public OneTimePassword authenticator() {
        if (authenticator == null) {
            throw new IllegalStateException(name + " has set up no authenticator app");
        }
        return authenticator;
    }
}
