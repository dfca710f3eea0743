package dev.relock.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ModelDuplicateException;

class UniqueLabelTest {
    @Test
    void aFreeLabelIsTakenAsItIs() {
        assertThat(UniqueLabel.find("Chrome on Linux", Set.of("Phone"), UnaryOperator.identity()))
                .isEqualTo("Chrome on Linux");
    }

    @Test
    void aTakenLabelGetsTheFirstFreeNumberWhateverItsCase() {
        Set<String> taken = Set.of("chrome on linux ", "Chrome on Linux (2)");

        assertThat(UniqueLabel.find("Chrome on Linux", taken, UnaryOperator.identity()))
                .isEqualTo("Chrome on Linux (3)");
    }

    @Test
    void aLabelThatSomebodyElseTookMeanwhileIsPassedOver() {
        List<String> tried = new ArrayList<>();

        String stored = UniqueLabel.find("Chrome on Linux", Set.of(), label -> {
            tried.add(label);
            if (tried.size() < 3) {
                throw new ModelDuplicateException(label);
            }
            return label;
        });

        assertThat(stored).isEqualTo("Chrome on Linux (3)");
    }

    @Test
    void whereNothingCanBeStoredItEnds() {
        assertThatThrownBy(() -> UniqueLabel.find("Phone", Set.of(), label -> {
                    throw new ModelDuplicateException(label);
                }))
                .isInstanceOf(ModelDuplicateException.class);
    }
}
