package dev.relock.simulation;

/** A defence taken out of a {@link SimulatedWorld}: a search that does not find it out proves nothing. */
public enum SimulatedFault {
    /** Everything is as it should be. */
    NONE,
    /** The root before the present one is still good, as if somebody had wanted to be kind to lost answers. */
    GRACE_PERIOD,
    /** What does not fit ends the device at once; nobody is asked to prove that it is fresh. */
    MARKS_WITHOUT_CHALLENGE,
    /** A challenge that was given while nothing was held is good also after that nothing was lost again. */
    CHALLENGE_OUTLIVES_LOSS,
    /** Tokens that were accepted are not written down. */
    SPENT_TOKENS_FORGOTTEN
}
