package io.leadloop.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One import and its progress.
 *
 * @param name as the user's file is called
 * @param meanings the key of each column's {@link ImportField} in the order of the file; empty where it is not used
 * @param kind what it was recognised as
 * @param told the same in words with zone, rows and form, as it is said back before anything is stored
 * @param bytes the length of the file
 * @param lines how many lines it has
 * @param position records that are done
 * @param line the line that they reach
 * @param good rows that were taken, or would be after a dry run
 * @param known rows that change nothing, because the same row was imported before
 * @param bad rows that cannot be taken
 * @param failure why it ended early, in words
 * @param checkedAt when the last dry run ended; null when there was none since the last change of the answers
 */
public record FileImport(
        UUID id,
        String name,
        State state,
        ImportOptions answers,
        List<String> meanings,
        FileKind kind,
        String told,
        long bytes,
        long lines,
        long position,
        long line,
        long good,
        long known,
        long bad,
        @Nullable String failure,
        String uploadedBy,
        Instant uploadedAt,
        @Nullable Instant checkedAt,
        @Nullable String startedBy,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public enum State {
        UPLOADING,
        /** Waits for the user's options; nothing was changed yet. */
        UPLOADED,
        /** A dry run reads it and changes nothing. */
        CHECKING,
        IMPORTING,
        DONE,
        /** Somebody ended it; rows before that are taken. */
        CANCELLED,
        /** The file itself could not be read to its end. */
        FAILED,
        /** Nobody imported it in time, and the file is gone. */
        EXPIRED;

        /** What people read. */
        public String words() {
            return switch (this) {
                case UPLOADING -> "uploading";
                case UPLOADED -> "waits for you";
                case CHECKING -> "dry run";
                case IMPORTING -> "importing";
                case DONE -> "done";
                case CANCELLED -> "cancelled";
                case FAILED -> "ended early";
                case EXPIRED -> "not imported in time";
            };
        }
    }

    public boolean isRunning() {
        return state == State.CHECKING || state == State.IMPORTING;
    }

    /** Whether the file is still here. */
    public boolean hasFile() {
        return isRunning() || state == State.UPLOADED;
    }

    public long read() {
        return good + known + bad;
    }

    /** How much of the file is done, in percent. */
    public int percent() {
        return lines == 0 ? 0 : (int) Math.min(100, 100 * line / lines);
    }

    /** Rows a second since it began, until now or its end; zero before the first second is over. */
    public long rowsPerSecond(Instant now) {
        if (startedAt == null) {
            return 0;
        }
        long millis = Duration.between(startedAt, finishedAt == null ? now : finishedAt)
                .toMillis();
        return millis < 1_000 ? 0 : read() * 1_000 / millis;
    }

    /** How long the rest will take at the speed so far; null where that is not known. */
    public @Nullable Duration timeLeft(Instant now) {
        if (startedAt == null || line == 0 || !isRunning()) {
            return null;
        }
        return Duration.between(startedAt, now)
                .multipliedBy(Math.max(0, lines - line))
                .dividedBy(line);
    }
}
