package io.leadloop.lead;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
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
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    private ContactHasher() {}

    /**
     * Hashes in every form. A mail or phone that arrives as 64 hex digits is taken as hashed already and kept in each
     * form, since nothing can be normalised any more.
     *
     * @param region ISO 3166-1 alpha-2 country for phone numbers without a country code; without it such a number gives
     *     no hash, because guessing the country would hash another person's number
     */
    public static HashedContact hash(@Nullable String email, @Nullable String phone, @Nullable String region) {
        String mail = email == null ? null : normalised(email);
        String hashedMail = hashedAlready(mail);
        if (hashedMail == null && (mail == null || !EMAIL.matcher(mail).matches())) {
            mail = null;
        }
        String hashedPhone = hashedAlready(phone == null ? null : phone.strip());
        String e164 = phone == null || hashedPhone != null ? null : e164(phone, region);
        return new HashedContact(
                hashedMail != null ? hashedMail : sha256(mail),
                hashedMail != null ? hashedMail : sha256(stripped(mail, true)),
                hashedMail != null ? hashedMail : sha256(stripped(mail, false)),
                hashedPhone != null ? hashedPhone : sha256(e164),
                hashedPhone != null ? hashedPhone : sha256(e164 == null ? null : e164.substring(1)));
    }

    private static String normalised(String email) {
        return Normalizer.normalize(email, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
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

    private static @Nullable String e164(String phone, @Nullable String region) {
        String text = phone.strip();
        if (text.startsWith("00")) {
            text = "+" + text.substring(2);
        }
        if (!text.startsWith("+") && region == null) {
            return null;
        }
        try {
            var number = PHONES.parse(text, region);
            return PHONES.isPossibleNumber(number) ? PHONES.format(number, PhoneNumberFormat.E164) : null;
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
