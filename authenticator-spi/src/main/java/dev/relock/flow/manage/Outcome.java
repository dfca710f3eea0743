package dev.relock.flow.manage;

/** What the page says about the last request. */
enum Outcome {
    NOTHING("", false),
    RENAMED("relockDevicesRenamed", true),
    REMOVED("relockDevicesRemoved", true),
    BAD_NAME("relockDevicesBadName", false),
    GONE("relockDevicesGone", false),
    NOT_REMOVED("relockDevicesNotRemoved", false);

    private final String message;
    private final boolean success;

    Outcome(String message, boolean success) {
        this.message = message;
        this.success = success;
    }

    /** Message key, empty when there is nothing to say. */
    String message() {
        return message;
    }

    boolean isSuccess() {
        return success;
    }
}
