package dev.relock.protocol;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a browser agent, as it tells it in a key agreement, signed: {@code 1.2.3}. What follows a hyphen is not looked
 * at.
 */
public record AgentVersion(int major, int minor, int patch) implements Comparable<AgentVersion> {
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,6})\\.([0-9]{1,6})\\.([0-9]{1,6})(?:-[0-9A-Za-z.-]{1,20})?");

    /** Empty when the text is of another form. */
    public static Optional<AgentVersion> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new AgentVersion(part(form, 1), part(form, 2), part(form, 3)))
                : Optional.empty();
    }

    private static int part(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    @Override
    public int compareTo(AgentVersion other) {
        return Arrays.compare(new int[] {major, minor, patch}, new int[] {other.major, other.minor, other.patch});
    }
}
