package io.leadloop.destination;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.conversion.UploadResult.Scope;
import io.leadloop.destination.DestinationProfile.TestFlag;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.TokenError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.client.RestClientException;

/**
 * What all platforms that take batches of JSON have in common: rows that would be refused anyway never spoil a request,
 * what may not share a request is parted, one bad row is found and the others go, silence is no verdict.
 */
public abstract class JsonDestination implements Destination {

    private final AccountName account;
    private final DestinationProfile profile;
    private final boolean on;
    private final boolean production;

    /**
     * @param profile of the account that is named after its type
     * @param on whether its keys are set
     * @param testFlagIsSet whether the configuration switches the platform's test flag on for all that is sent
     */
    protected JsonDestination(
            AccountName account,
            DestinationProfile profile,
            boolean on,
            boolean testFlagIsSet,
            PlatformSettings settings) {
        this.account = account;
        this.profile = profile.of(account);
        this.on = on;
        this.production = settings.production();
        if (on && testFlagIsSet && production) {
            throw new IllegalStateException(account.prefix() + " switches "
                    + profile.wire().testFlag().field() + " on, and leadloop.production is true. Remove the test flag,"
                    + " or set leadloop.production to false where conversions are only tried.");
        }
    }

    @Override
    public final DestinationProfile profile() {
        return profile;
    }

    @Override
    public final boolean isOn() {
        return on;
    }

    protected final AccountName account() {
        return account;
    }

    /** Any name will do, unless a platform knows better. */
    @Override
    public boolean knowsAction(String action) {
        return !action.isBlank();
    }

    /** What has to go in one request together; by default everything. */
    protected Object group(Upload upload) {
        return profile.id();
    }

    /** Why the platform would refuse this row, and with it its batch; found here first. Empty when nothing is wrong. */
    protected Optional<UploadResult> localRefusal(Upload upload) {
        return Optional.empty();
    }

    /**
     * Sends one request.
     *
     * @param uploads of one group, at most {@link DestinationProfile.Wire#maxBatch()}
     * @param rehearsal whether to switch the platform's test flag on
     */
    protected abstract BatchAnswer send(List<Upload> uploads, boolean rehearsal) throws OutsideHttp.NoAnswer;

    @Override
    public final List<UploadResult> upload(List<Upload> batch) {
        return all(batch, false);
    }

    @Override
    public final List<UploadResult> rehearse(List<Upload> batch) {
        TestFlag flag = profile.wire().testFlag();
        if (!flag.exists()) {
            return refuseRehearsal(batch, "NO_DRY_RUN", profile.name() + " has no way to check a conversion.");
        }
        if (flag.counted() && production) {
            return refuseRehearsal(
                    batch,
                    "DRY_RUN_WOULD_COUNT",
                    profile.name() + " counts what is sent with " + flag.field()
                            + ", so it is not tried in production.");
        }
        return all(batch, true);
    }

    private static List<UploadResult> refuseRehearsal(List<Upload> batch, String code, String words) {
        return Collections.nCopies(batch.size(), UploadResult.of(Outcome.REJECTED, code, words));
    }

    private List<UploadResult> all(List<Upload> batch, boolean rehearsal) {
        @Nullable UploadResult[] results = new UploadResult[batch.size()];
        Map<Object, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            Optional<UploadResult> refused = localRefusal(batch.get(i));
            if (refused.isPresent()) {
                results[i] = refused.get().sent("not sent");
            } else {
                groups.computeIfAbsent(group(batch.get(i)), it -> new ArrayList<>())
                        .add(i);
            }
        }
        @Nullable UploadResult[] stop = new UploadResult[1];
        BatchTime time = new BatchTime(this::nanoseconds);
        groups.values().forEach(rows -> {
            for (int from = 0; from < rows.size(); from += profile.wire().maxBatch()) {
                sendPart(
                        batch,
                        rows.subList(from, Math.min(from + profile.wire().maxBatch(), rows.size())),
                        it -> time.isUp() ? BatchAnswer.forAll(it.size(), notSent()) : answer(it, rehearsal),
                        results,
                        stop);
            }
        });
        List<UploadResult> inOrder = new ArrayList<>();
        for (UploadResult result : results) {
            inOrder.add(java.util.Objects.requireNonNull(result));
        }
        return inOrder;
    }

    /** @param stop holds what ended the asking in an earlier part: then nothing more goes out */
    private void sendPart(
            List<Upload> batch,
            List<Integer> rows,
            Function<List<Upload>, BatchAnswer> request,
            @Nullable UploadResult[] results,
            @Nullable UploadResult[] stop) {
        UploadResult ended = stop[0];
        List<UploadResult> answers = ended != null
                ? Collections.nCopies(rows.size(), ended)
                : BatchBisection.send(rows.stream().map(batch::get).toList(), request);
        if (ended == null) {
            UploadResult end = BatchBisection.stops(answers);
            // Passing trouble of one part (a source of TikTok's) says nothing of the others.
            if (end != null && (end.outcome() == Outcome.BLOCKED || end.scope() == Scope.DESTINATION)) {
                stop[0] = end;
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            UploadResult answer = answers.get(i);
            boolean isSent = !UploadResult.NOT_SENT.equals(answer.code());
            results[rows.get(i)] = answer.sent(isSent ? masked(batch.get(rows.get(i))) : "not sent");
        }
    }

    private BatchAnswer answer(List<Upload> uploads, boolean rehearsal) {
        try {
            return send(uploads, rehearsal);
        } catch (OAuth2AuthorizationException refused) {
            return BatchAnswer.forAll(uploads.size(), signInRefused(refused));
        } catch (OutsideHttp.NoAnswer silent) {
            String notReached = silent.notReached();
            return BatchAnswer.forAll(uploads.size(), notReached == null ? noAnswer() : notReached(notReached));
        } catch (RestClientException broken) {
            return BatchAnswer.forAll(uploads.size(), noAnswer());
        }
    }

    /** What time is measured by; tests have their own. */
    long nanoseconds() {
        return System.nanoTime();
    }

    private UploadResult notSent() {
        return UploadResult.of(
                        Outcome.RETRY,
                        UploadResult.NOT_SENT,
                        profile.name() + " answers so slowly that the requests of this batch took longer than "
                                + BatchTime.LIMIT.toSeconds()
                                + " s. This conversion was not sent; it goes out with a later"
                                + " batch.")
                .after(BatchTime.LIMIT);
    }

    private UploadResult noAnswer() {
        return UploadResult.of(
                Outcome.RETRY,
                "NO_ANSWER",
                profile.name() + " did not answer; the same conversion is sent again under the same key.");
    }

    private UploadResult notReached(String why) {
        return UploadResult.of(
                        Outcome.RETRY,
                        UploadResult.NOT_REACHED,
                        profile.name() + " is not reached from here (" + why
                                + "), so nothing was sent and all of it waits. Look at the name server, the firewall and the"
                                + " account's base-url.")
                .about(Scope.DESTINATION);
    }

    private UploadResult signInRefused(OAuth2AuthorizationException refused) {
        String code = refused.getError().getErrorCode();
        String told = refused.getError().getDescription();
        String words = told == null || told.isBlank() ? "" : ": " + told;
        if (!TokenError.refusesCredentials(refused)) {
            return UploadResult.of(
                            Outcome.RETRY,
                            "TOKEN_ENDPOINT",
                            "The token endpoint of " + profile.name() + " gave no token" + words)
                    .about(Scope.DESTINATION);
        }
        return UploadResult.of(
                Outcome.BLOCKED,
                code,
                profile.name() + " refuses the sign-in (" + code + words + "). Renew the credentials under"
                        + " leadloop.destinations." + profile.id() + ", then resume the destination.");
    }
}
