/** One attempt to sign in with a password, on any page that asks for one. @module */
import type { User } from '../../store/contract.ts'
import { recordLogin } from '../authentication/login-events.ts'
import { protectedLogin } from '../authentication/protected-login.ts'
import type { PageTexts } from '../hosted-pages/texts.ts'
import type { Deps } from '../http/deps.ts'
import type { Flow } from './flow.ts'
import type { Told } from './outcome.ts'
import { toldOf, toldOfRefusal, wrong } from './outcome.ts'

/** What people type. */
export interface Typed {
  username: string
  password: string
}

const MOST_IDENTIFIER_BYTES = 320
const MOST_PASSWORD_BYTES = 1_024

/** @returns whether an account can have such a name */
export function isUsableIdentifier(text: string): boolean {
  return isStorable(text) && Buffer.byteLength(text) <= MOST_IDENTIFIER_BYTES
}

const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** What no account can have is not looked up. */
function refusedBefore({ username, password }: Typed, { signIn }: PageTexts): Told | undefined {
  if (username.trim() === '')
    return { status: 400, error: signIn.required(signIn.identifier), fields: ['username'] }
  if (password === '') return { status: 400, error: signIn.required(signIn.password), fields: ['password'] }
  const isUsable =
    isUsableIdentifier(username) && isStorable(password) && Buffer.byteLength(password) <= MOST_PASSWORD_BYTES
  return isUsable ? undefined : wrong(signIn)
}

/** As the password grant: the same counts, delay and log. */
export async function attemptSignIn(
  deps: Deps,
  { client, connection, transaction: { request }, texts, context: { visit } }: Flow,
  typed: Typed,
): Promise<{ kind: 'signed_in'; user: User } | { kind: 'told'; told: Told }> {
  const unusable = refusedBefore(typed, texts)
  if (unusable) return { kind: 'told', told: unusable }
  const { username: identifier, password } = typed
  const { ip, started_at } = visit
  try {
    const result = await protectedLogin(deps, { client, connection, identifier, password, ip, started_at })
    const scope = request.scopes.join(' ')
    recordLogin(deps, { client, connection, identifier, audience: request.audience, scope }, result)
    const told = toldOf(result, texts)
    if (told) return { kind: 'told', told }
    if (result.kind !== 'success') throw new Error(`a sign-in that ended as ${result.kind} has no words`)
    return { kind: 'signed_in', user: result.user }
  } catch (error) {
    const told = toldOfRefusal(error, texts)
    if (!told) throw error
    return { kind: 'told', told }
  }
}
