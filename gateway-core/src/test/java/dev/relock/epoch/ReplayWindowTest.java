package dev.relock.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {

    @Test
    void acceptsEachCounterOnceAndForgetsNoneWithinTheWindow() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            ReplayWindow window = ReplayWindow.empty();
            Set<Integer> spent = new HashSet<>();
            int highest = 0;
            int spread = 1 + random.nextInt(700);
            for (int i = 0; i < 500; i++) {
                int counter = Math.max(1, highest + random.nextInt(spread) - spread / 2);
                Optional<ReplayWindow> next = window.accept(counter);
                boolean tooOld = counter <= highest - ReplayWindow.SIZE;
                assertThat(next.isPresent())
                        .as("seed %d, counter %d, highest %d", seed, counter, highest)
                        .isEqualTo(!tooOld && !spent.contains(counter));
                if (next.isPresent()) {
                    window = next.get();
                    spent.add(counter);
                    highest = Math.max(highest, counter);
                }
            }
        }
    }

    @Test
    void aUnionAcceptsNothingThatEitherWindowHasAccepted() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Set<Integer> spent = new HashSet<>();
            ReplayWindow common = some(random, ReplayWindow.empty(), 1, spent);
            ReplayWindow one = some(random, common, common.highest() + random.nextInt(300), spent);
            ReplayWindow other = some(random, common, common.highest() + random.nextInt(300), spent);
            ReplayWindow union = one.union(other);
            assertThat(union).isEqualTo(other.union(one));
            assertThat(union.highest()).isEqualTo(Math.max(one.highest(), other.highest()));
            for (int counter = 1; counter <= union.highest() + 1; counter++) {
                boolean tooOld = counter <= union.highest() - ReplayWindow.SIZE;
                assertThat(union.accept(counter).isPresent())
                        .as("seed %d, counter %d", seed, counter)
                        .isEqualTo(!tooOld && !spent.contains(counter));
            }
        }
    }

    private static ReplayWindow some(Random random, ReplayWindow from, int around, Set<Integer> spent) {
        ReplayWindow window = from;
        for (int i = 0; i < 60; i++) {
            int counter = Math.max(1, around + random.nextInt(200) - 100);
            Optional<ReplayWindow> next = window.accept(counter);
            if (next.isPresent()) {
                window = next.get();
                spent.add(counter);
            }
        }
        return window;
    }

    @Test
    void aUnionReachesUpToTheLastCounterThereIs() {
        ReplayWindow last = ReplayWindow.empty().accept(Integer.MAX_VALUE).orElseThrow();
        ReplayWindow before = ReplayWindow.empty().accept(Integer.MAX_VALUE - 1).orElseThrow();
        assertThat(last.union(before).accept(Integer.MAX_VALUE - 1)).isEmpty();
        assertThat(before.union(last).accept(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void holdsUpToTheLastCounterThereIs() {
        ReplayWindow window = ReplayWindow.empty().accept(Integer.MAX_VALUE).orElseThrow();
        assertThat(window.accept(Integer.MAX_VALUE)).isEmpty();
        assertThat(window.accept(Integer.MAX_VALUE - 255)).isPresent();
        assertThat(window.accept(Integer.MAX_VALUE - 256)).isEmpty();
        assertThat(window.accept(0)).isEmpty();
        assertThat(window.accept(-1)).isEmpty();
    }
}
