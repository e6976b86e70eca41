package io.leadloop.process;

/** The names in {@code bpmn/conversion-upload.bpmn} that code speaks of; a test holds both together. */
public final class ConversionUpload {

    public static final String KEY = "conversion-upload";

    /** The external task's topic is this and the destination's id. */
    public static final String TOPIC_PREFIX = "conversion.upload.";

    /** Variable: the destination's id. */
    public static final String DESTINATION = "destination";

    /** Variable, present only where needed: the instant from which the platform takes the conversion. */
    public static final String NOT_BEFORE = "notBefore";

    /** Variable and form field: what a person decided at "Fix or drop"; absent before. */
    public static final String DECISION = "decision";

    static final String AGAIN = "AGAIN";
    static final String DROPPED = "DROPPED";

    /** Variable, never stored: how the upload, or one attempt of it, ended. Without it somebody else completed the task. */
    public static final String OUTCOME = "outcome";

    static final String OUTCOME_ACCEPTED = "ACCEPTED";
    static final String OUTCOME_REJECTED = "REJECTED";
    static final String OUTCOME_EXPIRED = "EXPIRED";
    static final String OUTCOME_LATER = "LATER";
    static final String OUTCOME_ERASED = "ERASED";

    /**
     * Where an upload that is ended from outside goes on, from wherever it stands; its outcome is the name of the conversion's
     * state. The event is an error's because that waits for nothing: a message's would cost each upload a stored subscription.
     */
    static final String ENDED_FROM_OUTSIDE = "Start_EndedFromOutside";

    /** The external task that a platform's trouble shows on. */
    static final String UPLOAD_TASK = "Task_UploadConversion";

    /** The timer at which a conversion waits until it may be sent. */
    static final String HOLD_TIMER = "Timer_HoldUntil";

    /** A person decides about a rejected conversion. */
    static final String FIX_OR_DROP = "User_FixOrDrop";

    static final String END_DROPPED = "End_ConversionDropped";
    static final String END_IN_COCKPIT = "End_EndedInCockpit";
    static final String FLOW_SEND_AGAIN = "Flow_SendAgain";

    private ConversionUpload() {}

    static String topic(String destination) {
        return TOPIC_PREFIX + destination;
    }
}
