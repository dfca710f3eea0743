package dev.relock.flow.remember;

import java.util.OptionalLong;

/**
 * Whether a browser may stand in for a sign-in. A pure function of the times; who owns the browser is decided elsewhere.
 *
 * @param maxAge how long after the last full sign-in it may, seconds; 0 means never
 * @param asked the age that the application accepts at most ({@code max_age}), seconds
 * @param freshAsked whether the application wants the user to sign in anew, or with a level of its choice
 */
record RememberRule(long maxAge, OptionalLong asked, boolean freshAsked) {
    /**
     * @param signedInAt when the user last signed in fully on this browser, seconds since 1970
     * @param now seconds since 1970
     */
    boolean allows(long signedInAt, long now) {
        long age = now - signedInAt;
        return !freshAsked && age < maxAge && (asked.isEmpty() || age <= asked.getAsLong());
    }
}
