package dev.relock.owner;

import dev.relock.protocol.MalformedException;

/**
 * A name that somebody gives to a device.
 *
 * @param text 1 to 100 characters, without blanks around it and without characters that cannot be seen
 */
public record DeviceName(String text) {
    public static final int MAX_LENGTH = 100;

    /** Some scripts and emoji are spelled with them. */
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

    /** Reads what somebody has typed. */
    public static DeviceName parse(String typed) throws MalformedException {
        String text = typed == null ? "" : typed.strip();
        if (text.isEmpty()) {
            throw new MalformedException("a name is missing");
        }
        if (text.length() > MAX_LENGTH) {
            throw new MalformedException("a name has at most " + MAX_LENGTH + " characters");
        }
        if (text.codePoints().anyMatch(DeviceName::isInvisible)) {
            throw new MalformedException("a name has no invisible characters");
        }
        return new DeviceName(text);
    }

    /** Such as line ends, and marks that turn the direction of reading: they make a name look like another. */
    private static boolean isInvisible(int character) {
        if (character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
