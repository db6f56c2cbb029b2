/** Portuguese texts of the hosted pages, as in Brazil. @module */
import type { PageTexts } from './en.ts'

/** Portuguese. */
export const pt: PageTexts = {
  lang: 'pt-BR',
  signIn: {
    title: (application) => `Entrar em ${application}`,
    subtitle: (tenant) => `Com a sua conta em ${tenant}.`,
    identifier: 'E-mail ou nome de usuário',
    password: 'Senha',
    submit: 'Entrar',
    forgot: 'Esqueceu a senha?',
    no_account: 'Ainda não tem conta?',
    sign_up: 'Cadastre-se',
    next: 'Continuar',
    other: 'Usar outra conta',
    required: (label) => `Preencha o campo “${label}”.`,
    wrong: 'E-mail ou senha incorretos.',
    blocked: 'Esta conta está bloqueada.',
    unauthorized: 'Você não pode entrar.',
    too_many_attempts:
      'Houve senhas incorretas demais. Se a conta existir, o titular receberá um e-mail para remover o bloqueio.',
    too_many_requests: (minutes) =>
      minutes === 1
        ? 'Houve tentativas demais a partir da sua rede. Tente novamente em 1 minuto.'
        : `Houve tentativas demais a partir da sua rede. Tente novamente em ${minutes} minutos.`,
    failed: (log_id) => `Ocorreu um erro do nosso lado. Informe este número ao suporte: ${log_id}`,
    unavailable: 'No momento, não é possível verificar sua senha. Tente novamente em um minuto.',
  },
  signUp: {
    title: (application) => `Criar uma conta para ${application}`,
    subtitle: (tenant) => `Você terá uma conta em ${tenant}.`,
    email: 'E-mail',
    username: 'Nome de usuário',
    optional: (label) => `${label} (opcional)`,
    submit: 'Criar a conta',
    has_account: 'Já tem uma conta?',
    sign_in: 'Entrar',
    email_exists: 'Já existe uma conta com este e-mail. Entre ou peça uma nova senha.',
    username_exists: 'Este nome de usuário já está em uso. Escolha outro.',
    email_invalid: 'Digite um e-mail, por exemplo ann@example.com.',
    username_invalid: (least, most) =>
      `Digite um nome de usuário de ${least} a ${most} caracteres, com letras sem acento, números e sinais como . - _ mas não um e-mail.`,
    unusable: 'O e-mail ou o nome de usuário é longo demais ou tem caracteres não permitidos.',
  },
  logout: {
    title: 'Sair',
    question: 'Você quer sair?',
    submit: 'Sair',
    stay: 'Continuar conectado',
    done_title: 'Você saiu',
    done: 'Você pode fechar esta página.',
  },
  consent: {
    title: (application) => `Dar acesso a ${application}?`,
    lead: (application, tenant) => `${application} pede acesso à sua conta em ${tenant}.`,
    signed_in_as: (name) => `Você entrou como ${name}.`,
    asks: 'O que é pedido:',
    of_api: (name) => `Em ${name}:`,
    scope: {
      openid: 'Seu ID de usuário',
      profile: 'Seu nome, sua foto e outros dados do seu perfil',
      email: 'Seu e-mail',
      phone: 'Seu número de telefone',
      offline_access: 'Acesso a qualquer momento, também quando você não está usando o aplicativo',
    },
    returns_to: (place) => `Sua resposta será enviada para ${place}.`,
    allow: 'Permitir',
    decline: 'Recusar',
  },
  sending: {
    title: 'Voltando ao aplicativo',
    lead: 'Continue para o aplicativo.',
    button: 'Continuar',
  },
  resetRequest: {
    title: 'Pedir uma nova senha',
    lead: 'Digite seu e-mail ou nome de usuário. Você receberá um e-mail com um link para escolher uma nova senha.',
    submit: 'Enviar o e-mail',
    sent_title: 'Veja seu e-mail',
    sent: (name) =>
      `Se houver uma conta para ${name}, um e-mail está a caminho do endereço dela. O link funciona por uma hora.`,
    back: 'Voltar para a entrada',
  },
  reset: {
    title: 'Escolha uma nova senha',
    lead: (email, tenant) =>
      email === undefined ? `Para a sua conta em ${tenant}.` : `Para a sua conta ${email} em ${tenant}.`,
    password: 'Nova senha',
    again: 'Repita a nova senha',
    rules: 'Regras para a senha:',
    submit: 'Definir a nova senha',
    done_title: 'Sua senha foi alterada',
    done: 'Você já pode entrar com ela. Todas as sessões anteriores foram encerradas.',
    done_elsewhere:
      'Volte ao aplicativo e entre com a nova senha. Todas as sessões anteriores foram encerradas.',
    empty: 'Digite uma nova senha.',
    unusable: 'Esta senha tem caracteres que não podem ser usados ou tem mais de 1.024 bytes.',
    mismatch: 'As duas senhas não são iguais.',
    weak: {
      PasswordStrengthError: 'Esta senha é fraca demais.',
      PasswordDictionaryError: 'Esta senha é comum demais e seria fácil de adivinhar.',
      PasswordNoUserInfoError: 'Esta senha contém algo sobre você, como seu nome ou endereço.',
      PasswordHistoryError: 'Você já usou esta senha antes. Escolha outra.',
    },
    rule: {
      anyLength: () => 'Pelo menos um caractere',
      lengthAtLeast: (characters) => `Pelo menos ${characters} caracteres`,
      lengthAtMost: (bytes) => `No máximo ${bytes} bytes`,
      shouldContain: () => 'Todos estes tipos de caracteres:',
      containsAtLeast: (some, all) => `Pelo menos ${some} destes ${all} tipos de caracteres:`,
      lowerCase: () => 'letras minúsculas (a–z)',
      upperCase: () => 'letras maiúsculas (A–Z)',
      numbers: () => 'algarismos (0–9)',
      specialCharacters: () => 'caracteres especiais (por exemplo !@#$%^&*)',
      identicalChars: (most, example) => `No máximo ${most} caracteres idênticos seguidos (não “${example}”)`,
      sequentialChars: (most, example) =>
        `No máximo ${most} caracteres consecutivos seguidos (não “${example}”)`,
    },
  },
  device: {
    title: 'Conectar um dispositivo',
    lead: 'Digite o código que o seu dispositivo mostra.',
    code: 'Código',
    submit: 'Continuar',
    wrong:
      'Este código não é válido, ou já não é. Olhe para o seu dispositivo e, se for preciso, peça um novo código.',
    question: (code) => `O seu dispositivo mostra ${code}?`,
    asks: (application) =>
      `${application} poderá agir em seu nome nesse dispositivo. Confirme apenas se estiver com o dispositivo à sua frente.`,
    confirm: 'Sim, conectar',
    deny: 'Não, não conectar',
    done_title: 'O dispositivo está conectado',
    done: 'Continue no seu dispositivo. Você pode fechar esta página.',
    denied_title: 'O dispositivo não está conectado',
    denied: 'Nada foi conectado. Você pode fechar esta página.',
  },
  verify: {
    title: 'Confirme seu e-mail',
    lead: (email, tenant) =>
      `${email ?? 'Este endereço'} é seu? Confirme o endereço para a sua conta em ${tenant}.`,
    submit: 'Confirmar este endereço',
    done_title: 'Seu e-mail está confirmado',
    done: 'Obrigado. Você pode fechar esta página.',
    sent_title: 'Veja seu e-mail',
    sent: (email) => `Um e-mail está a caminho de ${email}. Ele explica como continuar.`,
    sent_next: 'Abra o link dele neste navegador. De lá você segue para o aplicativo.',
    done_elsewhere: 'Obrigado. Volte ao aplicativo e entre por lá.',
  },
  unblock: {
    title: 'Remover o bloqueio',
    lead: (tenant) =>
      `O acesso à sua conta em ${tenant} foi recusado após senhas incorretas demais. Remova o bloqueio se foi você.`,
    submit: 'Remover o bloqueio',
    done_title: 'O bloqueio foi removido',
    done: 'Você já pode entrar novamente.',
  },
  problem: {
    title: 'Este link não funciona',
    unknown: 'O endereço está incompleto ou o link tem outra finalidade. Copie o endereço inteiro do e-mail.',
    expired: 'O link expirou. Peça um novo.',
    used: 'O link funciona só uma vez e já foi usado. Peça um novo, se precisar.',
    voided:
      'Há um link mais recente, ou seu e-mail ou sua senha mudou desde então. Use o link do e-mail mais recente.',
    nobody: 'A conta à qual este link se destina não existe mais.',
    conflict: 'Não é possível salvar esta conta, porque outra tem o mesmo nome.',
    failed:
      'Não funcionou, e nada foi alterado. Tente novamente mais tarde ou avise os responsáveis por este serviço.',
    unavailable:
      'No momento, não é possível acessar o serviço que guarda a sua conta. Nada foi alterado. Tente novamente em um minuto.',
    request: 'A página não conseguiu ler a solicitação. Volte e tente novamente.',
    not_found: 'Esta página não existe.',
    too_many_requests: 'Houve solicitações demais. Tente novamente em um minuto.',
    sign_in_title: 'Não é possível entrar desta forma',
    no_request: 'Volte ao aplicativo e entre a partir dele.',
    cookies:
      'Seu navegador não guardou um cookie desta página. Permita cookies e entre novamente a partir do aplicativo.',
    unknown_application:
      'O aplicativo que enviou você para cá não é conhecido. Avise os responsáveis pelo aplicativo.',
    callback: (url) =>
      `O aplicativo quer enviar você para ${url}, que não é uma das URLs de retorno permitidas. Avise os responsáveis pelo aplicativo.`,
    parameter: (name) =>
      `O aplicativo enviou uma solicitação cujo parâmetro ${name} não pode ser usado. Avise os responsáveis pelo aplicativo.`,
    server_title: 'Ocorreu um erro',
    server: 'O servidor não conseguiu fazer isso. Tente novamente em um minuto.',
    log_id: (id) => `Referência: ${id}`,
  },
  error_prefix: 'Erro:',
  support: 'Dúvidas?',
}
