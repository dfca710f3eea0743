package dev.relock.model;

import java.util.Arrays;

/** What the models assert, told apart by the text of the assertion that the checker prints. */
enum Property {
    /** Who is behind gets nothing. */
    BEHIND_GETS_NOTHING("(branch=="),
    /** Once marked, neither copy rotates again. */
    ENDED_FOR_BOTH("!(marked)"),
    /** Of two copies that each step with a key of their own, one is found out. */
    COPIES_ARE_FOUND_OUT("(copied==marked)"),
    /** Without a copy nothing is ever marked. */
    HONEST_IS_NEVER_MARKED("copied"),
    /** An honest device gets through with few messages. */
    HONEST_GETS_THROUGH("(asks["),
    /** A token is accepted at most once. */
    TOKEN_COUNTS_ONCE("accepted["),
    /** Not a property: a state that must be reachable. */
    WITNESS("!=");

    private final String text;

    Property(String text) {
        this.text = text;
    }

    static Property violatedBy(String assertion) {
        return Arrays.stream(values())
                .filter(property -> assertion.contains(property.text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a property: " + assertion));
    }
}
