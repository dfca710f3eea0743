package dev.relock.testenv.samples;

import static dev.relock.testenv.samples.Blank.Where.NODE;
import static dev.relock.testenv.samples.Blank.Where.PAGE;
import static dev.relock.testenv.samples.Blank.Where.TEXT;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that the samples leave to their reader.
 *
 * @param printed exactly as the sample has it
 * @param filling what the tests put there; {@link #APPLICATION} stands for the application's origin
 */
record Blank(Where where, String printed, String filling) {
    static final String UNKNOWN_USER_PAGE = "/unknown-user.html";
    static final String KNOWN_USER_PAGE = "/known-user.html";
    static final String SIGNED_IN_PAGE = "/signed-in.html";
    static final String FAILED_PAGE = "/key-failed.html";
    /** A cookie: the user is signed in at the application, by whatever means it has. */
    static final String SIGNED_IN_COOKIE = "signed-in";

    private static final String APPLICATION = "{application}";
    private static final String USER = "{ id: 'ada-1815', email: 'ada@example.org' }";

    /** Where a blank is filled in. */
    enum Where {
        /** In the sample's own text. */
        TEXT,
        /** A name that the sample uses and its page must define. */
        PAGE,
        /** A name that the sample uses and its server, Node, must define. */
        NODE
    }

    /** All of them. What is not in this table runs as it is printed. */
    static final List<Blank> ALL = List.of(
            new Blank(TEXT, "https://some.domain.com", APPLICATION),
            redirect("Redirect to unknown user page", UNKNOWN_USER_PAGE),
            redirect("Redirect to known but unauthenticated user page", KNOWN_USER_PAGE),
            redirect("Redirect to page for already authenticated user", SIGNED_IN_PAGE),
            redirect("Redirect due to ephemeral key authentication failure", FAILED_PAGE),
            // An HTMLCollection has no forEach; the sample for the loading indicator takes it for an array.
            new Blank(PAGE, "forEach", "HTMLCollection.prototype.forEach = Array.prototype.forEach"),
            new Blank(PAGE, "waitForRelockAgent", "waitForRelockAgent = () => window.relock.ready"),
            new Blank(PAGE, "user", "user = " + USER),
            new Blank(PAGE, "body", "body = { item: 'book' }"),
            new Blank(
                    NODE,
                    "verifyUserAuthentication",
                    "verifyUserAuthentication = async (request) => request.cookies.has('" + SIGNED_IN_COOKIE + "') ? "
                            + USER + " : null"),
            // Node knows no page to which a path could be relative.
            new Blank(
                    NODE,
                    "fetch",
                    "fetch = ((fetch) => (input, init) => fetch(new URL(input, '" + APPLICATION + "'), init))(fetch)"));

    private static Blank redirect(String comment, String to) {
        return new Blank(TEXT, "document.location = // " + comment, "document.location = '" + to + "'; // " + comment);
    }

    /** The sample with the blanks in its text filled in. */
    static String fillIn(Sample sample, URI application) {
        String text = sample.text();
        for (Blank blank : ALL) {
            if (blank.where == TEXT) {
                text = text.replace(blank.printed, blank.fillingFor(application));
            }
        }
        return text;
    }

    /** A script that defines the names which samples expect of their surroundings. */
    static String definitions(Where where, URI application) {
        return ALL.stream()
                .filter(blank -> blank.where == where)
                .map(blank -> "globalThis." + blank.fillingFor(application) + ";\n")
                .collect(Collectors.joining());
    }

    private String fillingFor(URI application) {
        return filling.replace(APPLICATION, application.toString());
    }
}
