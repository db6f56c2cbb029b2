/** Shell commands with the application's real IDs. @module */

/** The application that a command acts for. */
interface Caller {
  client_id: string
  /**
   * A fresh secret is part of the command; `stored`: only the application knows it; `none`: a public application has
   * none.
   */
  secret: { fresh: string } | 'stored' | 'none'
}

/** @param realm name of the connection @returns a command that signs a person in */
export function signInCommand({ client_id, secret }: Caller, realm: string): string {
  return lines(secret, [
    `curl -sS ${location.origin}/oauth/token`,
    '  -d grant_type=http://auth0.com/oauth/grant-type/password-realm',
    `  -d realm=${word(realm)} -d client_id=${word(client_id)}`,
    `  ${secretPart(secret)}-d scope="openid profile email"`,
    '  --data-urlencode username="$USER_EMAIL"',
    '  --data-urlencode password="$USER_PASSWORD"',
  ])
}

/** @param audience of the API that the token is for @returns a command that gets a token for the application itself */
export function tokenCommand({ client_id, secret }: Caller, audience: string): string {
  return lines(secret, [
    `curl -sS ${location.origin}/oauth/token`,
    `  -d grant_type=client_credentials -d client_id=${word(client_id)}`,
    `  ${secretPart(secret)}-d audience=${word(audience)}`,
  ])
}

function secretPart(secret: Caller['secret']): string {
  return secret === 'none' ? '' : '-d client_secret="$CLIENT_SECRET" '
}

function lines(secret: Caller['secret'], command: readonly string[]): string {
  const set = typeof secret === 'object' ? [`CLIENT_SECRET=${word(secret.fresh)}`] : []
  return [...set, command.join(' \\\n')].join('\n')
}

/** @returns one word of a shell command, quoted where necessary */
function word(text: string): string {
  return /^[\w.:/@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
