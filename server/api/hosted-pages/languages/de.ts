/** German texts of the hosted pages. @module */
import type { PageTexts } from './en.ts'

/** German. */
export const de: PageTexts = {
  lang: 'de',
  signIn: {
    title: (application) => `Bei ${application} anmelden`,
    subtitle: (tenant) => `Mit Ihrem Konto bei ${tenant}.`,
    identifier: 'E-Mail-Adresse oder Benutzername',
    password: 'Passwort',
    submit: 'Anmelden',
    forgot: 'Passwort vergessen?',
    no_account: 'Noch kein Konto?',
    sign_up: 'Registrieren',
    next: 'Weiter',
    other: 'Anderes Konto verwenden',
    required: (label) => `Füllen Sie das Feld „${label}“ aus.`,
    wrong: 'E-Mail-Adresse oder Passwort ist falsch.',
    blocked: 'Dieses Konto ist gesperrt.',
    unauthorized: 'Sie können sich nicht anmelden.',
    too_many_attempts:
      'Das Passwort war zu oft falsch. Wenn es das Konto gibt, erhält sein Inhaber eine E-Mail, mit der sich die Sperre aufheben lässt.',
    too_many_requests: (minutes) =>
      minutes === 1
        ? 'Aus Ihrem Netz gab es zu viele Versuche. Versuchen Sie es in 1 Minute noch einmal.'
        : `Aus Ihrem Netz gab es zu viele Versuche. Versuchen Sie es in ${minutes} Minuten noch einmal.`,
    failed: (log_id) => `Bei uns ist ein Fehler aufgetreten. Nennen Sie dem Support diese Nummer: ${log_id}`,
    unavailable:
      'Ihr Passwort lässt sich im Moment nicht prüfen. Versuchen Sie es in einer Minute noch einmal.',
  },
  signUp: {
    title: (application) => `Bei ${application} registrieren`,
    subtitle: (tenant) => `Sie erhalten ein Konto bei ${tenant}.`,
    email: 'E-Mail-Adresse',
    username: 'Benutzername',
    optional: (label) => `${label} (freiwillig)`,
    submit: 'Konto anlegen',
    has_account: 'Haben Sie schon ein Konto?',
    sign_in: 'Anmelden',
    email_exists:
      'Mit dieser E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich an, oder fordern Sie ein neues Passwort an.',
    username_exists: 'Dieser Benutzername ist vergeben. Wählen Sie einen anderen.',
    email_invalid: 'Geben Sie eine E-Mail-Adresse ein, zum Beispiel ann@example.com.',
    username_invalid: (least, most) =>
      `Geben Sie einen Benutzernamen mit ${least} bis ${most} Zeichen ein: Buchstaben ohne Akzente und Umlaute, Ziffern und Zeichen wie . - _ aber keine E-Mail-Adresse.`,
    unusable: 'Die E-Mail-Adresse oder der Benutzername ist zu lang oder enthält unzulässige Zeichen.',
  },
  logout: {
    title: 'Abmelden',
    question: 'Möchten Sie sich abmelden?',
    submit: 'Abmelden',
    stay: 'Angemeldet bleiben',
    done_title: 'Sie sind abgemeldet',
    done: 'Sie können diese Seite schließen.',
  },
  consent: {
    title: (application) => `${application} Zugriff erlauben?`,
    lead: (application, tenant) => `${application} bittet um Zugriff auf Ihr Konto bei ${tenant}.`,
    signed_in_as: (name) => `Sie sind als ${name} angemeldet.`,
    asks: 'Darum geht es:',
    of_api: (name) => `Bei ${name}:`,
    scope: {
      openid: 'Ihre Benutzer-ID',
      profile: 'Ihr Name, Ihr Bild und weitere Angaben Ihres Profils',
      email: 'Ihre E-Mail-Adresse',
      phone: 'Ihre Telefonnummer',
      offline_access: 'Zugriff zu jeder Zeit, auch wenn Sie die Anwendung gerade nicht benutzen',
    },
    returns_to: (place) => `Ihre Antwort geht an ${place}.`,
    allow: 'Erlauben',
    decline: 'Ablehnen',
  },
  sending: {
    title: 'Sie werden zurückgeleitet',
    lead: 'Weiter zur Anwendung.',
    button: 'Weiter',
  },
  resetRequest: {
    title: 'Neues Passwort anfordern',
    lead: 'Geben Sie Ihre E-Mail-Adresse oder Ihren Benutzernamen ein. Sie erhalten eine E-Mail mit einem Link, über den Sie ein neues Passwort wählen.',
    submit: 'E-Mail senden',
    sent_title: 'Sehen Sie in Ihre E-Mails',
    sent: (name) =>
      `Wenn es ein Konto für ${name} gibt, ist eine E-Mail an seine Adresse unterwegs. Der Link darin funktioniert eine Stunde lang.`,
    back: 'Zurück zur Anmeldung',
  },
  reset: {
    title: 'Neues Passwort wählen',
    lead: (email, tenant) =>
      email === undefined ? `Für Ihr Konto bei ${tenant}.` : `Für Ihr Konto ${email} bei ${tenant}.`,
    password: 'Neues Passwort',
    again: 'Neues Passwort wiederholen',
    rules: 'Regeln für das Passwort:',
    submit: 'Neues Passwort setzen',
    done_title: 'Ihr Passwort wurde geändert',
    done: 'Sie können sich jetzt damit anmelden. Alle früheren Sitzungen sind beendet.',
    done_elsewhere:
      'Gehen Sie zurück zur Anwendung, und melden Sie sich mit dem neuen Passwort an. Alle früheren Sitzungen sind beendet.',
    empty: 'Geben Sie ein neues Passwort ein.',
    unusable: 'Dieses Passwort enthält unzulässige Zeichen oder ist länger als 1.024 Byte.',
    mismatch: 'Die beiden Passwörter sind nicht gleich.',
    weak: {
      PasswordStrengthError: 'Dieses Passwort ist zu schwach.',
      PasswordDictionaryError: 'Dieses Passwort ist zu verbreitet und daher leicht zu erraten.',
      PasswordNoUserInfoError:
        'Dieses Passwort enthält etwas über Sie, zum Beispiel Ihren Namen oder Ihre Adresse.',
      PasswordHistoryError: 'Dieses Passwort hatten Sie schon einmal. Wählen Sie ein anderes.',
    },
    rule: {
      anyLength: () => 'Mindestens ein Zeichen',
      lengthAtLeast: (characters) => `Mindestens ${characters} Zeichen`,
      lengthAtMost: (bytes) => `Höchstens ${bytes} Byte`,
      shouldContain: () => 'Alle diese Arten von Zeichen:',
      containsAtLeast: (some, all) => `Mindestens ${some} dieser ${all} Arten von Zeichen:`,
      lowerCase: () => 'Kleinbuchstaben (a–z)',
      upperCase: () => 'Großbuchstaben (A–Z)',
      numbers: () => 'Ziffern (0–9)',
      specialCharacters: () => 'Sonderzeichen (zum Beispiel !@#$%^&*)',
      identicalChars: (most, example) =>
        `Höchstens ${most} gleiche Zeichen hintereinander (nicht „${example}“)`,
      sequentialChars: (most, example) =>
        `Höchstens ${most} aufeinanderfolgende Zeichen hintereinander (nicht „${example}“)`,
    },
  },
  device: {
    title: 'Ein Gerät verbinden',
    lead: 'Geben Sie den Code ein, den Ihr Gerät anzeigt.',
    code: 'Code',
    submit: 'Weiter',
    wrong:
      'Dieser Code gilt nicht oder nicht mehr. Sehen Sie auf Ihrem Gerät nach, und lassen Sie es bei Bedarf einen neuen Code anzeigen.',
    question: (code) => `Zeigt Ihr Gerät ${code}?`,
    asks: (application) =>
      `${application} kann dann auf diesem Gerät in Ihrem Namen handeln. Bestätigen Sie nur, wenn Sie das Gerät vor sich haben.`,
    confirm: 'Ja, verbinden',
    deny: 'Nein, nicht verbinden',
    done_title: 'Das Gerät ist verbunden',
    done: 'Machen Sie an Ihrem Gerät weiter. Sie können diese Seite schließen.',
    denied_title: 'Das Gerät ist nicht verbunden',
    denied: 'Es wurde nichts verbunden. Sie können diese Seite schließen.',
  },
  verify: {
    title: 'E-Mail-Adresse bestätigen',
    lead: (email, tenant) =>
      `Gehört ${email ?? 'diese Adresse'} Ihnen? Bestätigen Sie die Adresse für Ihr Konto bei ${tenant}.`,
    submit: 'Adresse bestätigen',
    done_title: 'Ihre E-Mail-Adresse ist bestätigt',
    done: 'Vielen Dank. Sie können diese Seite schließen.',
    sent_title: 'Sehen Sie in Ihre E-Mails',
    sent: (email) => `Eine E-Mail an ${email} ist unterwegs. Darin steht, wie es weitergeht.`,
    sent_next: 'Öffnen Sie ihren Link in diesem Browser. Dann kommen Sie von dort zur Anwendung.',
    done_elsewhere: 'Vielen Dank. Gehen Sie zurück zur Anwendung, und melden Sie sich dort an.',
  },
  unblock: {
    title: 'Sperre aufheben',
    lead: (tenant) =>
      `Anmeldungen bei Ihrem Konto bei ${tenant} wurden nach zu vielen falschen Passwörtern abgelehnt. Heben Sie die Sperre auf, wenn Sie das waren.`,
    submit: 'Sperre aufheben',
    done_title: 'Die Sperre ist aufgehoben',
    done: 'Sie können sich wieder anmelden.',
  },
  problem: {
    title: 'Dieser Link funktioniert nicht',
    unknown:
      'Die Adresse ist unvollständig, oder der Link dient einem anderen Zweck. Kopieren Sie die ganze Adresse aus der E-Mail.',
    expired: 'Der Link ist abgelaufen. Fordern Sie einen neuen an.',
    used: 'Der Link funktioniert nur einmal und wurde schon benutzt. Fordern Sie bei Bedarf einen neuen an.',
    voided:
      'Es gibt einen neueren Link, oder Ihre E-Mail-Adresse oder Ihr Passwort hat sich seitdem geändert. Benutzen Sie den Link in der neuesten E-Mail.',
    nobody: 'Das Konto, für das dieser Link bestimmt ist, gibt es nicht mehr.',
    conflict: 'Dieses Konto kann nicht gespeichert werden, weil ein anderes denselben Namen hat.',
    failed:
      'Das hat nicht funktioniert, und es wurde nichts geändert. Versuchen Sie es später noch einmal, oder wenden Sie sich an die Betreiber dieses Dienstes.',
    unavailable:
      'Der Dienst, der Ihr Konto speichert, ist im Moment nicht erreichbar. Es wurde nichts geändert. Versuchen Sie es in einer Minute noch einmal.',
    request: 'Die Seite konnte die Anfrage nicht lesen. Gehen Sie zurück, und versuchen Sie es noch einmal.',
    not_found: 'Diese Seite gibt es nicht.',
    too_many_requests: 'Es gab zu viele Anfragen. Versuchen Sie es in einer Minute noch einmal.',
    sign_in_title: 'So können Sie sich nicht anmelden',
    no_request: 'Gehen Sie zurück zur Anwendung, und melden Sie sich von dort aus an.',
    cookies:
      'Ihr Browser hat ein Cookie dieser Seite nicht gespeichert. Erlauben Sie Cookies, und melden Sie sich dann von der Anwendung aus noch einmal an.',
    unknown_application:
      'Die Anwendung, von der Sie kommen, ist hier nicht bekannt. Wenden Sie sich an die Betreiber der Anwendung.',
    callback: (url) =>
      `Die Anwendung möchte Sie an ${url} weiterleiten. Das ist keine ihrer erlaubten Callback-URLs. Wenden Sie sich an die Betreiber der Anwendung.`,
    parameter: (name) =>
      `Die Anwendung hat eine Anfrage gesendet, deren Parameter ${name} unbrauchbar ist. Wenden Sie sich an die Betreiber der Anwendung.`,
    server_title: 'Etwas ist schiefgegangen',
    server: 'Der Server konnte das nicht ausführen. Versuchen Sie es in einer Minute noch einmal.',
    log_id: (id) => `Kennung: ${id}`,
  },
  error_prefix: 'Fehler:',
  support: 'Fragen?',
}
