/** French texts of the hosted pages. Spaces before `:`, `?` and inside `« »` do not break. @module */
import type { PageTexts } from './en.ts'

/** French. */
export const fr: PageTexts = {
  lang: 'fr',
  signIn: {
    title: (application) => `Se connecter à ${application}`,
    subtitle: (tenant) => `Avec votre compte ${tenant}.`,
    identifier: 'E-mail ou nom d’utilisateur',
    password: 'Mot de passe',
    submit: 'Se connecter',
    forgot: 'Mot de passe oublié ?',
    no_account: 'Pas encore de compte ?',
    sign_up: 'S’inscrire',
    next: 'Continuer',
    other: 'Utiliser un autre compte',
    required: (label) => `Remplissez le champ « ${label} ».`,
    wrong: 'E-mail ou mot de passe incorrect.',
    blocked: 'Ce compte est bloqué.',
    unauthorized: 'Vous ne pouvez pas vous connecter.',
    too_many_attempts:
      'Trop de mots de passe incorrects ont été saisis. Si le compte existe, son titulaire reçoit un e-mail qui permet de lever le blocage.',
    too_many_requests: (minutes) =>
      minutes === 1
        ? 'Il y a eu trop de tentatives depuis votre réseau. Réessayez dans 1 minute.'
        : `Il y a eu trop de tentatives depuis votre réseau. Réessayez dans ${minutes} minutes.`,
    failed: (log_id) =>
      `Une erreur s’est produite de notre côté. Indiquez ce numéro à l’assistance : ${log_id}`,
    unavailable: 'Votre mot de passe ne peut pas être vérifié pour le moment. Réessayez dans une minute.',
  },
  signUp: {
    title: (application) => `Créer un compte pour ${application}`,
    subtitle: (tenant) => `Vous obtenez un compte chez ${tenant}.`,
    email: 'Adresse e-mail',
    username: 'Nom d’utilisateur',
    optional: (label) => `${label} (facultatif)`,
    submit: 'Créer le compte',
    has_account: 'Vous avez déjà un compte ?',
    sign_in: 'Se connecter',
    email_exists:
      'Il existe déjà un compte avec cette adresse e-mail. Connectez-vous ou demandez un nouveau mot de passe.',
    username_exists: 'Ce nom d’utilisateur est déjà pris. Choisissez-en un autre.',
    email_invalid: 'Saisissez une adresse e-mail, par exemple ann@example.com.',
    username_invalid: (least, most) =>
      `Saisissez un nom d’utilisateur de ${least} à ${most} caractères, avec des lettres sans accent, des chiffres et des signes comme . - _ mais pas une adresse e-mail.`,
    unusable:
      'L’adresse e-mail ou le nom d’utilisateur est trop long ou contient des caractères non autorisés.',
  },
  logout: {
    title: 'Se déconnecter',
    question: 'Voulez-vous vous déconnecter ?',
    submit: 'Se déconnecter',
    stay: 'Rester connecté',
    done_title: 'Vous êtes déconnecté',
    done: 'Vous pouvez fermer cette page.',
  },
  consent: {
    title: (application) => `Donner accès à ${application} ?`,
    lead: (application, tenant) => `${application} demande à accéder à votre compte ${tenant}.`,
    signed_in_as: (name) => `Vous êtes connecté en tant que ${name}.`,
    asks: 'Accès demandés :',
    of_api: (name) => `Dans ${name} :`,
    scope: {
      openid: 'Votre identifiant',
      profile: 'Votre nom, votre photo et les autres informations de votre profil',
      email: 'Votre adresse e-mail',
      phone: 'Votre numéro de téléphone',
      offline_access: 'Un accès à tout moment, même lorsque vous n’utilisez pas l’application',
    },
    returns_to: (place) => `Votre réponse sera envoyée à ${place}.`,
    allow: 'Autoriser',
    decline: 'Refuser',
  },
  sending: {
    title: 'Retour à l’application',
    lead: 'Continuez vers l’application.',
    button: 'Continuer',
  },
  resetRequest: {
    title: 'Demander un nouveau mot de passe',
    lead: 'Saisissez votre adresse e-mail ou votre nom d’utilisateur. Vous recevrez un e-mail avec un lien pour choisir un nouveau mot de passe.',
    submit: 'Envoyer l’e-mail',
    sent_title: 'Consultez vos e-mails',
    sent: (name) =>
      `S’il existe un compte pour ${name}, un e-mail est en route vers son adresse. Le lien qu’il contient fonctionne pendant une heure.`,
    back: 'Retour à la connexion',
  },
  reset: {
    title: 'Choisir un nouveau mot de passe',
    lead: (email, tenant) =>
      email === undefined ? `Pour votre compte ${tenant}.` : `Pour votre compte ${email} chez ${tenant}.`,
    password: 'Nouveau mot de passe',
    again: 'Répétez le nouveau mot de passe',
    rules: 'Règles pour le mot de passe :',
    submit: 'Définir le nouveau mot de passe',
    done_title: 'Votre mot de passe a été modifié',
    done: 'Vous pouvez maintenant l’utiliser pour vous connecter. Toutes les sessions précédentes sont terminées.',
    done_elsewhere:
      'Retournez à l’application et connectez-vous avec le nouveau mot de passe. Toutes les sessions précédentes sont terminées.',
    empty: 'Saisissez un nouveau mot de passe.',
    unusable:
      'Ce mot de passe contient des caractères qui ne peuvent pas être utilisés ou dépasse 1 024 octets.',
    mismatch: 'Les deux mots de passe ne sont pas identiques.',
    weak: {
      PasswordStrengthError: 'Ce mot de passe est trop faible.',
      PasswordDictionaryError: 'Ce mot de passe est trop courant : il serait facile à deviner.',
      PasswordNoUserInfoError:
        'Ce mot de passe contient une information sur vous, comme votre nom ou votre adresse.',
      PasswordHistoryError: 'Vous avez déjà utilisé ce mot de passe. Choisissez-en un autre.',
    },
    rule: {
      anyLength: () => 'Au moins un caractère',
      lengthAtLeast: (characters) => `Au moins ${characters} caractères`,
      lengthAtMost: (bytes) => `Au plus ${bytes} octets`,
      shouldContain: () => 'Tous ces types de caractères :',
      containsAtLeast: (some, all) => `Au moins ${some} de ces ${all} types de caractères :`,
      lowerCase: () => 'lettres minuscules (a–z)',
      upperCase: () => 'lettres majuscules (A–Z)',
      numbers: () => 'chiffres (0–9)',
      specialCharacters: () => 'caractères spéciaux (par exemple !@#$%^&*)',
      identicalChars: (most, example) =>
        `Au plus ${most} caractères identiques à la suite (pas « ${example} »)`,
      sequentialChars: (most, example) =>
        `Au plus ${most} caractères consécutifs à la suite (pas « ${example} »)`,
    },
  },
  device: {
    title: 'Connecter un appareil',
    lead: 'Saisissez le code que votre appareil affiche.',
    code: 'Code',
    submit: 'Continuer',
    wrong:
      'Ce code n’est pas valable, ou ne l’est plus. Regardez votre appareil et demandez-lui au besoin un nouveau code.',
    question: (code) => `Votre appareil affiche-t-il ${code} ?`,
    asks: (application) =>
      `${application} pourra agir en votre nom sur cet appareil. Confirmez seulement si vous avez l’appareil devant vous.`,
    confirm: 'Oui, connecter',
    deny: 'Non, ne pas connecter',
    done_title: 'L’appareil est connecté',
    done: 'Continuez sur votre appareil. Vous pouvez fermer cette page.',
    denied_title: 'L’appareil n’est pas connecté',
    denied: 'Rien n’a été connecté. Vous pouvez fermer cette page.',
  },
  verify: {
    title: 'Confirmer votre adresse e-mail',
    lead: (email, tenant) =>
      email === undefined
        ? `Cette adresse est-elle la vôtre ? Confirmez-la pour votre compte ${tenant}.`
        : `L’adresse ${email} est-elle la vôtre ? Confirmez-la pour votre compte ${tenant}.`,
    submit: 'Confirmer cette adresse',
    done_title: 'Votre adresse e-mail est confirmée',
    done: 'Merci. Vous pouvez fermer cette page.',
    sent_title: 'Consultez vos e-mails',
    sent: (email) => `Un e-mail est en route vers ${email}. Il explique comment continuer.`,
    sent_next: 'Ouvrez son lien dans ce navigateur. Vous pourrez ensuite continuer vers l’application.',
    done_elsewhere: 'Merci. Retournez à l’application et connectez-vous.',
  },
  unblock: {
    title: 'Lever le blocage',
    lead: (tenant) =>
      `Des connexions à votre compte ${tenant} ont été refusées après un trop grand nombre de mots de passe incorrects. Si c’était vous, levez le blocage.`,
    submit: 'Lever le blocage',
    done_title: 'Le blocage est levé',
    done: 'Vous pouvez de nouveau vous connecter.',
  },
  problem: {
    title: 'Ce lien ne fonctionne pas',
    unknown:
      'L’adresse est incomplète, ou le lien a un autre usage. Copiez l’adresse entière depuis l’e-mail.',
    expired: 'Le lien a expiré. Demandez-en un nouveau.',
    used: 'Le lien ne fonctionne qu’une fois et a déjà été utilisé. Demandez-en un nouveau si nécessaire.',
    voided:
      'Il existe un lien plus récent, ou votre adresse e-mail ou votre mot de passe a changé depuis. Utilisez le lien de l’e-mail le plus récent.',
    nobody: 'Le compte auquel ce lien est destiné n’existe plus.',
    conflict: 'Ce compte ne peut pas être enregistré, car un autre porte le même nom.',
    failed:
      'L’opération a échoué et rien n’a été modifié. Réessayez plus tard ou contactez les responsables de ce service.',
    unavailable:
      'Le service qui conserve votre compte est injoignable pour le moment. Rien n’a été modifié. Réessayez dans une minute.',
    request: 'La page n’a pas pu lire la requête. Revenez en arrière et réessayez.',
    not_found: 'Cette page n’existe pas.',
    too_many_requests: 'Il y a eu trop de requêtes. Réessayez dans une minute.',
    sign_in_title: 'Vous ne pouvez pas vous connecter ainsi',
    no_request: 'Revenez à l’application et connectez-vous à partir de celle-ci.',
    cookies:
      'Votre navigateur n’a pas conservé un cookie de cette page. Autorisez les cookies, puis connectez-vous de nouveau depuis l’application.',
    unknown_application:
      'L’application qui vous a envoyé ici n’est pas connue. Contactez les responsables de l’application.',
    callback: (url) =>
      `L’application veut vous envoyer à ${url}, qui ne fait pas partie de ses URL de rappel autorisées. Contactez les responsables de l’application.`,
    parameter: (name) =>
      `L’application a envoyé une requête dont le paramètre ${name} est inutilisable. Contactez les responsables de l’application.`,
    server_title: 'Une erreur s’est produite',
    server: 'Le serveur n’a pas pu effectuer cette opération. Réessayez dans une minute.',
    log_id: (id) => `Référence : ${id}`,
  },
  error_prefix: 'Erreur :',
  support: 'Des questions ?',
}
