package io.leadloop.lead;

import org.jspecify.annotations.Nullable;

/**
 * A person's mail and phone in the hashed forms that the ad platforms ask for; the originals exist nowhere. All are
 * lower-case hex SHA-256 of UTF-8. The platforms disagree, so each form is kept by its rule, not by its platform.
 *
 * @param email trimmed, lower case (Meta, TikTok, LinkedIn, OpenAI)
 * @param emailGmailStripped as {@code email}, and for gmail.com and googlemail.com without dots and +suffix (Google)
 * @param emailAllStripped as {@code email}, without dots and +suffix for every domain (Microsoft)
 * @param emailLetters as {@code email}, the user name without +suffix and without everything that is no letter or digit
 *     (Reddit); null also for a lead of before this form was kept
 * @param phoneE164 E.164 with the leading + (Google, TikTok, Microsoft)
 * @param phoneDigits E.164 without the + (Meta, OpenAI, Snapchat)
 * @param emailFault why what came as a mail gave no hash; null while nothing is wrong
 * @param phoneFault the same of the phone
 */
public record HashedContact(
        @Nullable String email,
        @Nullable String emailGmailStripped,
        @Nullable String emailAllStripped,
        @Nullable String emailLetters,
        @Nullable String phoneE164,
        @Nullable String phoneDigits,
        @Nullable Fault emailFault,
        @Nullable Fault phoneFault) {

    public static final HashedContact NONE = new HashedContact(null, null, null, null, null, null, null, null);

    /** Why a value gave no hash. */
    public enum Fault {
        /** It is no mail address, or no number that can exist. */
        UNREADABLE("not readable"),
        /** A number without its country's code, of a person whose country nobody told: whose number it is, is not known. */
        NO_COUNTRY("not readable: no country");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public boolean isEmpty() {
        return email == null && phoneE164 == null;
    }

    /** With what was said later of mail and phone; each counts as a whole, and what cannot be read takes nothing away. */
    HashedContact with(HashedContact said) {
        boolean mail = said.email != null;
        boolean phone = said.phoneE164 != null;
        return new HashedContact(
                mail ? said.email : email,
                mail ? said.emailGmailStripped : emailGmailStripped,
                mail ? said.emailAllStripped : emailAllStripped,
                mail ? said.emailLetters : emailLetters,
                phone ? said.phoneE164 : phoneE164,
                phone ? said.phoneDigits : phoneDigits,
                mail ? null : said.emailFault != null ? said.emailFault : emailFault,
                phone ? null : said.phoneFault != null ? said.phoneFault : phoneFault);
    }
}
