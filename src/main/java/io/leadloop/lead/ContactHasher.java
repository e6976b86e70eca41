package io.leadloop.lead;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import io.leadloop.lead.HashedContact.Fault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns mail and phone into the hashes that the ad platforms ask for. A value that cannot be a mail address or a phone
 * number gives no hash: a hash of rubbish matches nobody and costs match rate.
 */
public final class ContactHasher {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    /** Digits enough for a number, and nothing else than what people write between them. */
    private static final Pattern NATIONAL = Pattern.compile("[\\p{Nd}\\s()./\\p{Pd}]{5,30}");

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private ContactHasher() {}

    /**
     * Hashes in every form. A mail or phone that arrives as 64 hex digits is taken as hashed already and kept in each
     * form, since nothing can be normalised any more. What gives no hash although something stands there is named as a fault.
     *
     * @param region ISO 3166-1 alpha-2 country for phone numbers without a country code; without it such a number gives
     *     no hash, because guessing the country would hash another person's number
     */
    public static HashedContact hash(@Nullable String email, @Nullable String phone, @Nullable String region) {
        String mail = RecordIds.isWordForNothing(email) ? null : ContactText.email(String.valueOf(email));
        String number = RecordIds.isWordForNothing(phone) ? null : ContactText.phone(String.valueOf(phone));
        String hashedMail = hashedAlready(mail);
        boolean isMail =
                mail != null && (hashedMail != null || EMAIL.matcher(mail).matches());
        String plainMail = isMail && hashedMail == null ? mail : null;
        String hashedPhone = hashedAlready(number);
        String e164 = number == null || hashedPhone != null ? null : e164(number, region);
        boolean isPhone = hashedPhone != null || e164 != null;
        return new HashedContact(
                hashedMail != null ? hashedMail : sha256(plainMail),
                hashedMail != null ? hashedMail : sha256(stripped(plainMail, true)),
                hashedMail != null ? hashedMail : sha256(stripped(plainMail, false)),
                hashedMail != null ? hashedMail : sha256(letters(plainMail)),
                hashedPhone != null ? hashedPhone : sha256(e164),
                hashedPhone != null ? hashedPhone : sha256(e164 == null ? null : e164.substring(1)),
                mail == null || isMail ? null : Fault.UNREADABLE,
                number == null || isPhone ? null : fault(number, region));
    }

    private static Fault fault(String number, @Nullable String region) {
        boolean isNational = region == null
                && !number.startsWith("+")
                && NATIONAL.matcher(number).matches();
        return isNational ? Fault.NO_COUNTRY : Fault.UNREADABLE;
    }

    private static @Nullable String hashedAlready(@Nullable String value) {
        return value != null && SHA256.matcher(value).matches() ? value.toLowerCase(Locale.ROOT) : null;
    }

    private static @Nullable String stripped(@Nullable String email, boolean gmailOnly) {
        if (email == null) {
            return null;
        }
        int at = email.lastIndexOf('@');
        String domain = email.substring(at + 1);
        if (gmailOnly && !domain.equals("gmail.com") && !domain.equals("googlemail.com")) {
            return email;
        }
        String user = email.substring(0, at);
        int plus = user.indexOf('+');
        String bare = (plus > 0 ? user.substring(0, plus) : user).replace(".", "");
        return bare.isEmpty() ? email : bare + "@" + domain;
    }

    /** The user name up to a plus sign, of which only letters and digits stay. */
    private static @Nullable String letters(@Nullable String email) {
        if (email == null) {
            return null;
        }
        int at = email.lastIndexOf('@');
        String user = email.substring(0, at);
        int plus = user.indexOf('+');
        StringBuilder bare = new StringBuilder();
        (plus > 0 ? user.substring(0, plus) : user)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(bare::appendCodePoint);
        return bare.isEmpty() ? email : bare + email.substring(at);
    }

    private static @Nullable String e164(String phone, @Nullable String region) {
        if (!phone.startsWith("+") && region == null) {
            return null;
        }
        try {
            var number = PHONES.parse(phone, region);
            // One without its area code could be dialled there, and is anybody's number everywhere else.
            boolean isWhole = PHONES.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
            return isWhole ? PHONES.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException notAPhone) {
            return null;
        }
    }

    /** Lower-case hex SHA-256 of the text's UTF-8 bytes; null stays null. */
    public static @Nullable String sha256(@Nullable String text) {
        return text == null ? null : HexFormat.of().formatHex(digest(text));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
