/** Japanese texts of the hosted pages. @module */
import type { PageTexts } from './en.ts'

/** Japanese. */
export const ja: PageTexts = {
  lang: 'ja',
  signIn: {
    title: (application) => `${application} にサインイン`,
    subtitle: (tenant) => `${tenant} のアカウントを使用します。`,
    identifier: 'メールアドレスまたはユーザー名',
    password: 'パスワード',
    submit: 'サインイン',
    forgot: 'パスワードを忘れた場合',
    no_account: 'アカウントをお持ちでない場合',
    sign_up: '新規登録',
    next: '次へ',
    other: '別のアカウントを使う',
    required: (label) => `「${label}」を入力してください。`,
    wrong: 'メールアドレスまたはパスワードが正しくありません。',
    blocked: 'このアカウントはブロックされています。',
    unauthorized: 'サインインできません。',
    too_many_attempts:
      'パスワードの誤りが多すぎます。アカウントが存在する場合、所有者にブロックを解除するためのメールが送信されます。',
    too_many_requests: (minutes) =>
      `お使いのネットワークからの試行回数が多すぎます。${minutes} 分後にもう一度お試しください。`,
    failed: (log_id) => `こちら側で問題が発生しました。サポートに次の番号をお伝えください：${log_id}`,
    unavailable: '現在パスワードを確認できません。1 分後にもう一度お試しください。',
  },
  signUp: {
    title: (application) => `${application}に登録`,
    subtitle: (tenant) => `${tenant}のアカウントを作成します。`,
    email: 'メールアドレス',
    username: 'ユーザー名',
    optional: (label) => `${label}（任意）`,
    submit: 'アカウントを作成',
    has_account: 'すでにアカウントをお持ちですか？',
    sign_in: 'サインイン',
    email_exists:
      'このメールアドレスのアカウントはすでにあります。サインインするか、新しいパスワードを申請してください。',
    username_exists: 'このユーザー名は使われています。別のものを選んでください。',
    email_invalid: 'ann@example.comのようなメールアドレスを入力してください。',
    username_invalid: (least, most) =>
      `${least}文字以上${most}文字以下のユーザー名を入力してください。使えるのはアクセントのない英字、数字、. - _ などの記号で、メールアドレスは使えません。`,
    unusable: 'メールアドレスまたはユーザー名が長すぎるか、使用できない文字が含まれています。',
  },
  logout: {
    title: 'サインアウト',
    question: 'サインアウトしますか？',
    submit: 'サインアウト',
    stay: 'サインインしたままにする',
    done_title: 'サインアウトしました',
    done: 'このページを閉じてかまいません。',
  },
  consent: {
    title: (application) => `${application} にアクセスを許可しますか？`,
    lead: (application, tenant) => `${application} が ${tenant} のアカウントへのアクセスを求めています。`,
    signed_in_as: (name) => `${name} としてサインインしています。`,
    asks: '求められている内容：',
    of_api: (name) => `${name} での権限：`,
    scope: {
      openid: 'ユーザー ID',
      profile: '名前、写真などのプロフィール情報',
      email: 'メールアドレス',
      phone: '電話番号',
      offline_access: 'アプリケーションを使用していないときも含む、常時のアクセス',
    },
    returns_to: (place) => `回答は ${place} に送られます。`,
    allow: '許可する',
    decline: '拒否する',
  },
  sending: {
    title: 'アプリケーションに戻ります',
    lead: 'アプリケーションに進んでください。',
    button: '続ける',
  },
  resetRequest: {
    title: '新しいパスワードの申請',
    lead: 'メールアドレスまたはユーザー名を入力してください。新しいパスワードを設定するためのリンクをメールでお送りします。',
    submit: 'メールを送信',
    sent_title: 'メールをご確認ください',
    sent: (name) =>
      `${name}のアカウントがある場合は、登録されたアドレスにメールをお送りしました。メールのリンクは1時間有効です。`,
    back: 'サインインに戻る',
  },
  reset: {
    title: '新しいパスワードの設定',
    lead: (email, tenant) =>
      email === undefined
        ? `${tenant} のアカウントの新しいパスワードです。`
        : `${tenant} のアカウント ${email} の新しいパスワードです。`,
    password: '新しいパスワード',
    again: '新しいパスワード（確認）',
    rules: 'パスワードの条件：',
    submit: 'パスワードを設定する',
    done_title: 'パスワードを変更しました',
    done: '新しいパスワードでサインインできます。以前のセッションはすべて終了しました。',
    done_elsewhere:
      'アプリケーションに戻り、新しいパスワードでサインインしてください。以前のセッションはすべて終了しました。',
    empty: '新しいパスワードを入力してください。',
    unusable: 'このパスワードには使用できない文字が含まれているか、1,024 バイトを超えています。',
    mismatch: '2 つのパスワードが一致しません。',
    weak: {
      PasswordStrengthError: 'このパスワードは弱すぎます。',
      PasswordDictionaryError: 'このパスワードはよく使われているため、推測されるおそれがあります。',
      PasswordNoUserInfoError: 'このパスワードには、名前やアドレスなどご本人の情報が含まれています。',
      PasswordHistoryError: 'このパスワードは以前に使用されています。別のパスワードを選んでください。',
    },
    rule: {
      anyLength: () => '1 文字以上',
      lengthAtLeast: (characters) => `${characters} 文字以上`,
      lengthAtMost: (bytes) => `${bytes} バイト以下`,
      shouldContain: () => '次の種類の文字をすべて含む：',
      containsAtLeast: (some, all) => `次の ${all} 種類の文字のうち ${some} 種類以上を含む：`,
      lowerCase: () => '英小文字（a–z）',
      upperCase: () => '英大文字（A–Z）',
      numbers: () => '数字（0–9）',
      specialCharacters: () => '記号（!@#$%^&* など）',
      identicalChars: (most, example) => `同じ文字の連続は ${most} 文字まで（「${example}」は不可）`,
      sequentialChars: (most, example) => `連番の文字は ${most} 文字まで（「${example}」は不可）`,
    },
  },
  device: {
    title: 'デバイスを接続',
    lead: 'デバイスに表示されているコードを入力してください。',
    code: 'コード',
    submit: '続ける',
    wrong:
      'このコードは無効か、期限が切れています。デバイスの表示を確認し、必要であれば新しいコードを表示してください。',
    question: (code) => `デバイスに ${code} と表示されていますか？`,
    asks: (application) =>
      `${application} は、そのデバイスであなたに代わって操作できるようになります。デバイスが手元にある場合にのみ確認してください。`,
    confirm: 'はい、接続します',
    deny: 'いいえ、接続しません',
    done_title: 'デバイスが接続されました',
    done: 'デバイスで続けてください。このページは閉じてかまいません。',
    denied_title: 'デバイスは接続されていません',
    denied: '何も接続されませんでした。このページは閉じてかまいません。',
  },
  verify: {
    title: 'メールアドレスの確認',
    lead: (email, tenant) =>
      `${email ?? 'このアドレス'} はご本人のものですか？ ${tenant} のアカウントのアドレスとして確認してください。`,
    submit: 'アドレスを確認する',
    done_title: 'メールアドレスを確認しました',
    done: 'ありがとうございます。このページを閉じてかまいません。',
    sent_title: 'メールをご確認ください',
    sent: (email) => `${email}にメールをお送りしました。メールの案内に従ってください。`,
    sent_next: 'メールのリンクをこのブラウザーで開くと、アプリケーションに進めます。',
    done_elsewhere: 'ありがとうございます。アプリケーションに戻ってサインインしてください。',
  },
  unblock: {
    title: 'ブロックの解除',
    lead: (tenant) =>
      `パスワードの誤りが多すぎたため、${tenant} のアカウントへのサインインが拒否されました。ご本人による操作だった場合は、ブロックを解除してください。`,
    submit: 'ブロックを解除する',
    done_title: 'ブロックを解除しました',
    done: 'もう一度サインインできます。',
  },
  problem: {
    title: 'このリンクは使用できません',
    unknown: 'アドレスが不完全か、リンクが別の目的のものです。メールからアドレス全体をコピーしてください。',
    expired: 'リンクの有効期限が切れています。新しいリンクを請求してください。',
    used: 'リンクは一度しか使用できず、すでに使用されています。必要な場合は新しいリンクを請求してください。',
    voided:
      'より新しいリンクがあるか、その後メールアドレスまたはパスワードが変更されています。最新のメールのリンクを使用してください。',
    nobody: 'このリンクの対象となるアカウントは存在しません。',
    conflict: '同じ名前のアカウントがほかにあるため、このアカウントを保存できません。',
    failed:
      '処理に失敗しました。何も変更されていません。後でもう一度お試しいただくか、このサービスの運営者にご連絡ください。',
    unavailable:
      '現在、アカウントを保存しているサービスに接続できません。何も変更されていません。1 分後にもう一度お試しください。',
    request: 'リクエストを読み取れませんでした。前のページに戻ってもう一度お試しください。',
    not_found: 'このページは存在しません。',
    too_many_requests: 'リクエストが多すぎます。1 分後にもう一度お試しください。',
    sign_in_title: 'この方法ではサインインできません',
    no_request: 'アプリケーションに戻り、そこからサインインしてください。',
    cookies:
      'ブラウザーがこのページの Cookie を保存していません。Cookie を許可してから、アプリケーションからもう一度サインインしてください。',
    unknown_application:
      'アクセス元のアプリケーションが登録されていません。アプリケーションの運営者にご連絡ください。',
    callback: (url) =>
      `アプリケーションが指定した移動先 ${url} は、許可されたコールバック URL ではありません。アプリケーションの運営者にご連絡ください。`,
    parameter: (name) =>
      `アプリケーションが送信したリクエストのパラメーター ${name} は使用できません。アプリケーションの運営者にご連絡ください。`,
    server_title: '問題が発生しました',
    server: 'サーバーで処理できませんでした。1 分後にもう一度お試しください。',
    log_id: (id) => `参照番号：${id}`,
  },
  error_prefix: 'エラー：',
  support: 'ご不明な点は',
}
