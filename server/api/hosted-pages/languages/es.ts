/** Spanish texts of the hosted pages. @module */
import type { PageTexts } from './en.ts'

/** Spanish. */
export const es: PageTexts = {
  lang: 'es',
  signIn: {
    title: (application) => `Iniciar sesión en ${application}`,
    subtitle: (tenant) => `Con tu cuenta de ${tenant}.`,
    identifier: 'Correo electrónico o nombre de usuario',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    forgot: '¿Has olvidado tu contraseña?',
    no_account: '¿Aún no tienes cuenta?',
    sign_up: 'Regístrate',
    next: 'Continuar',
    other: 'Usar otra cuenta',
    required: (label) => `Rellena el campo «${label}».`,
    wrong: 'El correo electrónico o la contraseña son incorrectos.',
    blocked: 'Esta cuenta está bloqueada.',
    unauthorized: 'No puedes iniciar sesión.',
    too_many_attempts:
      'La contraseña ha sido incorrecta demasiadas veces. Si la cuenta existe, su titular recibe un correo con el que puede levantar el bloqueo.',
    too_many_requests: (minutes) =>
      minutes === 1
        ? 'Ha habido demasiados intentos desde tu red. Vuelve a intentarlo dentro de 1 minuto.'
        : `Ha habido demasiados intentos desde tu red. Vuelve a intentarlo dentro de ${minutes} minutos.`,
    failed: (log_id) => `Se ha producido un error por nuestra parte. Indica este número a soporte: ${log_id}`,
    unavailable:
      'En este momento no se puede comprobar tu contraseña. Vuelve a intentarlo dentro de un minuto.',
  },
  signUp: {
    title: (application) => `Crear una cuenta para ${application}`,
    subtitle: (tenant) => `Obtendrá una cuenta en ${tenant}.`,
    email: 'Correo electrónico',
    username: 'Nombre de usuario',
    optional: (label) => `${label} (opcional)`,
    submit: 'Crear la cuenta',
    has_account: '¿Ya tiene una cuenta?',
    sign_in: 'Iniciar sesión',
    email_exists:
      'Ya existe una cuenta con este correo electrónico. Inicie sesión o pida una contraseña nueva.',
    username_exists: 'Este nombre de usuario ya está en uso. Elija otro.',
    email_invalid: 'Escriba un correo electrónico, por ejemplo ann@example.com.',
    username_invalid: (least, most) =>
      `Escriba un nombre de usuario de ${least} a ${most} caracteres, con letras sin tilde, cifras y signos como . - _ pero no un correo electrónico.`,
    unusable:
      'El correo electrónico o el nombre de usuario es demasiado largo o tiene caracteres no permitidos.',
  },
  logout: {
    title: 'Cerrar sesión',
    question: '¿Quieres cerrar la sesión?',
    submit: 'Cerrar sesión',
    stay: 'Mantener la sesión',
    done_title: 'Has cerrado la sesión',
    done: 'Puedes cerrar esta página.',
  },
  consent: {
    title: (application) => `¿Dar acceso a ${application}?`,
    lead: (application, tenant) => `${application} pide acceso a tu cuenta de ${tenant}.`,
    signed_in_as: (name) => `Has iniciado sesión como ${name}.`,
    asks: 'Pide lo siguiente:',
    of_api: (name) => `En ${name}:`,
    scope: {
      openid: 'Tu ID de usuario',
      profile: 'Tu nombre, tu foto y otros datos de tu perfil',
      email: 'Tu correo electrónico',
      phone: 'Tu número de teléfono',
      offline_access: 'Acceso en todo momento, también cuando no usas la aplicación',
    },
    returns_to: (place) => `Tu respuesta se enviará a ${place}.`,
    allow: 'Permitir',
    decline: 'Rechazar',
  },
  sending: {
    title: 'Vuelves a la aplicación',
    lead: 'Continúa a la aplicación.',
    button: 'Continuar',
  },
  resetRequest: {
    title: 'Pedir una contraseña nueva',
    lead: 'Escriba su correo electrónico o su nombre de usuario. Recibirá un mensaje con un enlace para elegir una contraseña nueva.',
    submit: 'Enviar el mensaje',
    sent_title: 'Mire su correo',
    sent: (name) =>
      `Si existe una cuenta para ${name}, hemos enviado un mensaje a su dirección. El enlace que contiene funciona durante una hora.`,
    back: 'Volver al inicio de sesión',
  },
  reset: {
    title: 'Elige una contraseña nueva',
    lead: (email, tenant) =>
      email === undefined ? `Para tu cuenta de ${tenant}.` : `Para tu cuenta ${email} de ${tenant}.`,
    password: 'Contraseña nueva',
    again: 'Repite la contraseña nueva',
    rules: 'Reglas para la contraseña:',
    submit: 'Establecer la contraseña nueva',
    done_title: 'Tu contraseña se ha cambiado',
    done: 'Ya puedes iniciar sesión con ella. Todas las sesiones anteriores han terminado.',
    done_elsewhere:
      'Vuelva a la aplicación e inicie sesión con la contraseña nueva. Todas las sesiones anteriores han terminado.',
    empty: 'Escribe una contraseña nueva.',
    unusable: 'Esta contraseña tiene caracteres que no se pueden usar o supera los 1024 bytes.',
    mismatch: 'Las dos contraseñas no coinciden.',
    weak: {
      PasswordStrengthError: 'Esta contraseña es demasiado débil.',
      PasswordDictionaryError: 'Esta contraseña es demasiado común y sería fácil de adivinar.',
      PasswordNoUserInfoError: 'Esta contraseña contiene algún dato tuyo, como tu nombre o tu dirección.',
      PasswordHistoryError: 'Ya has usado esta contraseña antes. Elige otra.',
    },
    rule: {
      anyLength: () => 'Al menos un carácter',
      lengthAtLeast: (characters) => `Al menos ${characters} caracteres`,
      lengthAtMost: (bytes) => `Como máximo ${bytes} bytes`,
      shouldContain: () => 'Todos estos tipos de caracteres:',
      containsAtLeast: (some, all) => `Al menos ${some} de estos ${all} tipos de caracteres:`,
      lowerCase: () => 'letras minúsculas (a–z)',
      upperCase: () => 'letras mayúsculas (A–Z)',
      numbers: () => 'cifras (0–9)',
      specialCharacters: () => 'caracteres especiales (por ejemplo !@#$%^&*)',
      identicalChars: (most, example) =>
        `Como máximo ${most} caracteres idénticos seguidos (no «${example}»)`,
      sequentialChars: (most, example) =>
        `Como máximo ${most} caracteres consecutivos seguidos (no «${example}»)`,
    },
  },
  device: {
    title: 'Conectar un dispositivo',
    lead: 'Introduzca el código que muestra su dispositivo.',
    code: 'Código',
    submit: 'Continuar',
    wrong:
      'Este código no es válido, o ya no lo es. Mire su dispositivo y, si hace falta, pídale un código nuevo.',
    question: (code) => `¿Muestra su dispositivo ${code}?`,
    asks: (application) =>
      `${application} podrá actuar en su nombre en ese dispositivo. Confirme solo si tiene el dispositivo delante.`,
    confirm: 'Sí, conectarlo',
    deny: 'No, no conectarlo',
    done_title: 'El dispositivo está conectado',
    done: 'Continúe en su dispositivo. Puede cerrar esta página.',
    denied_title: 'El dispositivo no está conectado',
    denied: 'No se ha conectado nada. Puede cerrar esta página.',
  },
  verify: {
    title: 'Confirma tu correo electrónico',
    lead: (email, tenant) =>
      email === undefined
        ? `¿Esta dirección es tuya? Confírmala para tu cuenta de ${tenant}.`
        : `¿La dirección ${email} es tuya? Confírmala para tu cuenta de ${tenant}.`,
    submit: 'Confirmar esta dirección',
    done_title: 'Tu correo electrónico está confirmado',
    done: 'Gracias. Puedes cerrar esta página.',
    sent_title: 'Mire su correo',
    sent: (email) => `Hemos enviado un mensaje a ${email}. En él se explica cómo continuar.`,
    sent_next: 'Abra su enlace en este navegador. Desde allí podrá continuar a la aplicación.',
    done_elsewhere: 'Gracias. Vuelva a la aplicación e inicie sesión allí.',
  },
  unblock: {
    title: 'Levantar el bloqueo',
    lead: (tenant) =>
      `Se han rechazado inicios de sesión en tu cuenta de ${tenant} tras demasiadas contraseñas incorrectas. Levanta el bloqueo si has sido tú.`,
    submit: 'Levantar el bloqueo',
    done_title: 'El bloqueo se ha levantado',
    done: 'Ya puedes volver a iniciar sesión.',
  },
  problem: {
    title: 'Este enlace no funciona',
    unknown:
      'La dirección está incompleta o el enlace sirve para otra cosa. Copia la dirección entera del correo.',
    expired: 'El enlace ha caducado. Pide uno nuevo.',
    used: 'El enlace solo funciona una vez y ya se ha usado. Pide uno nuevo si lo necesitas.',
    voided:
      'Hay un enlace más reciente, o tu correo electrónico o tu contraseña han cambiado desde entonces. Usa el enlace del correo más reciente.',
    nobody: 'La cuenta a la que corresponde este enlace ya no existe.',
    conflict: 'Esta cuenta no se puede guardar porque otra tiene el mismo nombre.',
    failed:
      'No ha funcionado y no se ha cambiado nada. Vuelve a intentarlo más tarde o avisa a los responsables de este servicio.',
    unavailable:
      'En este momento no se puede acceder al servicio que guarda tu cuenta. No se ha cambiado nada. Vuelve a intentarlo dentro de un minuto.',
    request: 'La página no ha podido leer la solicitud. Vuelve atrás e inténtalo de nuevo.',
    not_found: 'Esta página no existe.',
    too_many_requests: 'Ha habido demasiadas solicitudes. Vuelve a intentarlo dentro de un minuto.',
    sign_in_title: 'Así no puedes iniciar sesión',
    no_request: 'Vuelve a la aplicación e inicia sesión desde allí.',
    cookies:
      'Tu navegador no ha guardado una cookie de esta página. Permite las cookies y vuelve a iniciar sesión desde la aplicación.',
    unknown_application:
      'La aplicación que te ha enviado aquí no se conoce. Avisa a los responsables de la aplicación.',
    callback: (url) =>
      `La aplicación quiere enviarte a ${url}, que no es una de sus URL de retorno permitidas. Avisa a los responsables de la aplicación.`,
    parameter: (name) =>
      `La aplicación ha enviado una solicitud cuyo parámetro ${name} no se puede usar. Avisa a los responsables de la aplicación.`,
    server_title: 'Se ha producido un error',
    server: 'El servidor no ha podido hacerlo. Vuelve a intentarlo dentro de un minuto.',
    log_id: (id) => `Referencia: ${id}`,
  },
  error_prefix: 'Error:',
  support: '¿Tienes preguntas?',
}
