package io.leadloop.destination;

import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.DestinationProfile.AdjustmentSupport;
import io.leadloop.destination.DestinationProfile.ApiVersion;
import io.leadloop.destination.DestinationProfile.Matching;
import io.leadloop.destination.DestinationProfile.TestFlag;
import io.leadloop.destination.DestinationProfile.Windows;
import io.leadloop.destination.DestinationProfile.Wire;
import io.leadloop.lead.ClickIdKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A platform as planning sees it: its profile, and whether it is configured. Nothing can be sent to it. */
public record APlatform(DestinationProfile profile, boolean isOn, Set<String> actions) implements Destination {

    private static final Windows NINETY_DAYS =
            new Windows(Duration.ofDays(90), Duration.ofHours(6), Duration.ofDays(60), "");

    /** On, takes clicks of up to 90 days, six hours after the click, and events of up to 60 days. */
    public static APlatform by(String id, ClickIdKind... kinds) {
        return new APlatform(
                profile(
                        id,
                        new Matching(List.of(kinds), false, false, false, "none"),
                        NINETY_DAYS,
                        AdjustmentSupport.NONE),
                true,
                Set.of("won", "sql"));
    }

    public static DestinationProfile profile(
            String id, Matching matching, Windows windows, AdjustmentSupport adjustments) {
        return new DestinationProfile(
                id,
                id,
                matching,
                windows,
                new Wire(100, "", "", "", "", TestFlag.NONE),
                adjustments,
                new ApiVersion("v1", null),
                "");
    }

    public APlatform off() {
        return new APlatform(profile, false, actions);
    }

    public APlatform matching(Matching matching) {
        return new APlatform(profile(profile.id(), matching, profile.windows(), profile.adjustments()), isOn, actions);
    }

    public APlatform windows(Windows windows) {
        return new APlatform(profile(profile.id(), profile.matching(), windows, profile.adjustments()), isOn, actions);
    }

    public APlatform adjusts(AdjustmentSupport adjustments) {
        return new APlatform(profile(profile.id(), profile.matching(), profile.windows(), adjustments), isOn, actions);
    }

    public static Destinations all(Destination... platforms) {
        return all(new PlatformSettings(true, Map.of()), platforms);
    }

    public static Destinations all(PlatformSettings settings, Destination... platforms) {
        return new Destinations(List.of(platforms), settings, new AccountFactory(List.of()), List::of);
    }

    @Override
    public boolean knowsAction(String action) {
        return actions.contains(action);
    }

    @Override
    public List<UploadResult> upload(List<Upload> batch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<UploadResult> rehearse(List<Upload> batch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String masked(Upload upload) {
        throw new UnsupportedOperationException();
    }
}
