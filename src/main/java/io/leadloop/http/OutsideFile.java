package io.leadloop.http;

/**
 * A file that an outside system was asked for.
 *
 * @param status the HTTP status; of a redirect the file is not fetched
 * @param bytes what came, at most as many as were asked for
 * @param isWhole false where there was more
 */
public record OutsideFile(int status, byte[] bytes, boolean isWhole) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
