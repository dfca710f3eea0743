package dev.relock.keycloak;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.models.ModelDuplicateException;

/** Keycloak refuses a label that another credential of the user has; then a number goes behind it. */
final class UniqueLabel {
    /** More than credentials can come up at the same time. */
    private static final int TRIES = 20;

    private UniqueLabel() {}

    /**
     * Stores under the first label that is free.
     *
     * @param taken the labels that are known to be taken; one that came up meanwhile is passed over too
     * @param store stores under a label, or throws {@link ModelDuplicateException}
     */
    static <T> T find(String wanted, Set<String> taken, Function<String, T> store) {
        Set<String> folded = taken.stream().map(UniqueLabel::folded).collect(Collectors.toSet());
        ModelDuplicateException last = new ModelDuplicateException("no label is free");
        int tries = 0;
        for (int number = 1; tries < TRIES; number++) {
            String label = number == 1 ? wanted : wanted + " (" + number + ")";
            if (folded.contains(folded(label))) {
                continue;
            }
            try {
                return store.apply(label);
            } catch (ModelDuplicateException e) {
                last = e;
                tries++;
            }
        }
        throw last;
    }

    private static String folded(String label) {
        return label.strip().toLowerCase(Locale.ROOT);
    }
}
