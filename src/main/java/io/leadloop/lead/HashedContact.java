package io.leadloop.lead;

import org.jspecify.annotations.Nullable;

/**
 * A person's mail and phone in the hashed forms that the ad platforms ask for; the originals exist nowhere. All are
 * lower-case hex SHA-256 of UTF-8. The platforms disagree, so each form is kept by its rule, not by its platform.
 *
 * @param email trimmed, lower case (Meta, TikTok, LinkedIn, OpenAI)
 * @param emailGmailStripped as {@code email}, and for gmail.com and googlemail.com without dots and +suffix (Google)
 * @param emailAllStripped as {@code email}, without dots and +suffix for every domain (Microsoft)
 * @param phoneE164 E.164 with the leading + (Google, TikTok, Microsoft)
 * @param phoneDigits E.164 without the + (Meta, OpenAI, Snapchat)
 */
public record HashedContact(
        @Nullable String email,
        @Nullable String emailGmailStripped,
        @Nullable String emailAllStripped,
        @Nullable String phoneE164,
        @Nullable String phoneDigits) {

    public static final HashedContact NONE = new HashedContact(null, null, null, null, null);

    public boolean isEmpty() {
        return email == null && phoneE164 == null;
    }

    /** With what was said later of mail and phone; each counts as a whole. */
    HashedContact with(HashedContact said) {
        boolean mail = said.email != null;
        boolean phone = said.phoneE164 != null;
        return new HashedContact(
                mail ? said.email : email,
                mail ? said.emailGmailStripped : emailGmailStripped,
                mail ? said.emailAllStripped : emailAllStripped,
                phone ? said.phoneE164 : phoneE164,
                phone ? said.phoneDigits : phoneDigits);
    }
}
