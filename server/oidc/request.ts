/** The request of `/authorize`: its parameters checked in order, or a refusal that says where it may be shown. @module */
import type { Client } from '../store/contract.ts'
import type { Parameters } from './parameters.ts'
import { wordsOf } from './parameters.ts'
import { callbackOf } from './redirect-uri.ts'

/** Response types, with their words in OpenID Connect's order. */
export const RESPONSE_TYPES = [
  'code',
  'id_token',
  'token',
  'id_token token',
  'code id_token',
  'code token',
  'code id_token token',
] as const
type ResponseType = (typeof RESPONSE_TYPES)[number]

export const RESPONSE_MODES = ['query', 'fragment', 'form_post', 'web_message'] as const
type ResponseMode = (typeof RESPONSE_MODES)[number]

export const PROMPTS = ['none', 'login', 'consent', 'select_account'] as const
type Prompt = (typeof PROMPTS)[number]

/** Pages that an application may ask for in place of the sign-in page; other hints are ignored, as at Auth0. */
export const SCREEN_HINTS = ['signup', 'reset-password'] as const
type ScreenHint = (typeof SCREEN_HINTS)[number]

/** Where an answer goes. */
export interface ReplyTo {
  redirect_uri: string
  response_mode: ResponseMode
  /** The application's own text, sent back as it came. */
  state?: string | undefined
}

/** A request whose every part was checked. */
export interface AuthorizeRequest extends ReplyTo {
  client_id: string
  response_type: ResponseType
  /** As asked: what is granted is decided with the client. */
  scopes: string[]
  prompts: Prompt[]
  nonce?: string | undefined
  audience?: string | undefined
  /** base64url SHA-256 of the verifier. */
  code_challenge?: string | undefined
  /** Seconds. */
  max_age?: number | undefined
  /** Name of a connection. */
  connection?: string | undefined
  login_hint?: string | undefined
  screen_hint?: ScreenHint | undefined
  ui_locales?: string | undefined
  acr_values?: string | undefined
}

/** An error of OAuth, for the application. */
export interface OAuthProblem {
  error: string
  error_description: string
}

/** A checked request, or a refusal: `page` when nobody may be redirected, else to the application. */
export type ReadRequest =
  | { kind: 'request'; request: AuthorizeRequest }
  | { kind: 'page'; problem: 'callback' }
  | { kind: 'redirect'; to: ReplyTo; problem: OAuthProblem }

const MOST_HINT_BYTES = 320
const MOST_SCOPES = 100
/** An SHA-256 in base64url. */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/

/**
 * Checks the parameters in order; the first that fails answers.
 *
 * @param client the one that `client_id` names
 */
export function readRequest(parameters: Parameters, client: Client): ReadRequest {
  const get = (name: string): string | undefined => parameters.get(name)
  const redirect_uri = callbackOf(client, {
    redirect_uri: get('redirect_uri'),
    response_mode: get('response_mode'),
  })
  if (redirect_uri === undefined) return { kind: 'page', problem: 'callback' }
  const response_type = responseTypeOf(get('response_type'))
  const sent_mode = RESPONSE_MODES.find((mode) => mode === get('response_mode'))
  const isWeb = /^https?:/i.test(redirect_uri)
  // Only pages can get a message.
  const asked_mode = sent_mode === 'web_message' && !isWeb ? undefined : sent_mode
  const response_mode = asked_mode ?? defaultMode(response_type)
  const to: ReplyTo = { redirect_uri, response_mode, state: get('state') }
  const problem =
    problemOfResponse(parameters, client, response_type) ??
    (sent_mode === asked_mode
      ? undefined
      : invalid('response_mode=web_message needs a redirect_uri of the web')) ??
    problemOfProof(parameters, client, response_type)
  if (problem) return { kind: 'redirect', to, problem }
  if (response_type === undefined) throw new Error('a response type that was checked is missing')
  const max_age = get('max_age')
  return {
    kind: 'request',
    request: {
      ...to,
      client_id: client.client_id,
      response_type,
      scopes: wordsOf(get('scope')),
      prompts: promptsOf(parameters) ?? [],
      nonce: get('nonce'),
      audience: get('audience'),
      code_challenge: get('code_challenge'),
      max_age: max_age === undefined ? undefined : Number(max_age),
      connection: get('connection'),
      login_hint: hintOf(get('login_hint')),
      screen_hint: SCREEN_HINTS.find((hint) => hint === get('screen_hint')),
      ui_locales: get('ui_locales'),
      acr_values: get('acr_values'),
    },
  }
}

function problemOfResponse(
  parameters: Parameters,
  client: Client,
  response_type: ResponseType | undefined,
): OAuthProblem | undefined {
  const sent = parameters.get('response_type')
  if (sent === undefined) return invalid('Missing required parameter: response_type')
  if (response_type === undefined) {
    return { error: 'unsupported_response_type', error_description: `Unsupported response type: ${sent}` }
  }
  const mode = parameters.get('response_mode')
  if (mode !== undefined && !RESPONSE_MODES.some((known) => known === mode)) {
    return invalid(`Unsupported response mode: ${mode}. Use one of ${RESPONSE_MODES.join(', ')}`)
  }
  if (mode === 'query' && response_type !== 'code') {
    return invalid('response_mode=query is for response_type=code alone: tokens must not be in a query')
  }
  const words = response_type.split(' ')
  const needed = [
    ...(words.includes('code') ? ['authorization_code'] : []),
    ...(response_type === 'code' ? [] : ['implicit']),
  ]
  const missing = needed.find((grant) => !client.grant_types.includes(grant))
  if (missing !== undefined) {
    return {
      error: 'unauthorized_client',
      error_description: `Grant type '${missing}' not allowed for the client.`,
    }
  }
  if (words.includes('id_token') && parameters.get('nonce') === undefined) {
    return invalid('Missing required parameter: nonce')
  }
  return undefined
}

function problemOfProof(
  parameters: Parameters,
  client: Client,
  response_type: ResponseType | undefined,
): OAuthProblem | undefined {
  const challenge = parameters.get('code_challenge')
  const method = parameters.get('code_challenge_method')
  if (challenge !== undefined && (method ?? 'plain') !== 'S256') {
    return invalid('code_challenge_method must be S256')
  }
  if (challenge !== undefined && !CHALLENGE.test(challenge)) {
    return invalid('code_challenge must be the SHA-256 of the verifier in base64url: 43 characters')
  }
  if (challenge === undefined && method !== undefined)
    return invalid('Missing required parameter: code_challenge')
  const hasCode = response_type?.split(' ').includes('code') ?? false
  // A public client proves itself by the verifier alone; one that registered itself sends it as well, as at Auth0.
  const needsProof = client.secret_sha256 === undefined || client.is_registered
  if (hasCode && needsProof && challenge === undefined) {
    return invalid('Missing required parameter: code_challenge')
  }
  const prompts = promptsOf(parameters)
  if (!prompts) return invalid(`prompt must be one or more of ${PROMPTS.join(', ')}; none stands alone`)
  const max_age = parameters.get('max_age')
  if (max_age !== undefined && !/^\d{1,9}$/.test(max_age)) {
    return invalid('max_age must be a number of seconds')
  }
  if (wordsOf(parameters.get('scope')).length > MOST_SCOPES) {
    return invalid(`scope must have at most ${MOST_SCOPES} words`)
  }
  return problemOfWhatIsNotThere(parameters)
}

/** Features that a request must not go on without, when it asks for them. */
function problemOfWhatIsNotThere(parameters: Parameters): OAuthProblem | undefined {
  if (parameters.get('request') !== undefined) {
    return {
      error: 'request_not_supported',
      error_description: 'Signed request objects are not supported: send the parameters themselves.',
    }
  }
  if (parameters.get('request_uri') !== undefined) {
    return {
      error: 'request_uri_not_supported',
      error_description: 'A pushed request must have the parameters themselves, and no request_uri.',
    }
  }
  if (parameters.get('organization') !== undefined) {
    return invalid('There are no organizations: leave out organization')
  }
  return undefined
}

const invalid = (error_description: string): OAuthProblem => ({ error: 'invalid_request', error_description })

/** The words may come in any order. */
function responseTypeOf(text: string | undefined): ResponseType | undefined {
  const known = RESPONSE_TYPES.find((one) => one === text)
  if (known !== undefined) return known
  const sorted = (words: string[]): string => words.toSorted().join(' ')
  const sent = sorted((text ?? '').split(' ').filter((word) => word !== ''))
  return RESPONSE_TYPES.find((one) => sorted(one.split(' ')) === sent)
}

/** A token in a query would be in the logs of every server on the way. */
const defaultMode = (response_type: ResponseType | undefined): ResponseMode =>
  response_type === undefined || response_type === 'code' ? 'query' : 'fragment'

/** @returns undefined when a word is unknown, or `none` does not stand alone */
function promptsOf(parameters: Parameters): Prompt[] | undefined {
  const prompts: Prompt[] = []
  for (const word of wordsOf(parameters.get('prompt'))) {
    const known = PROMPTS.find((prompt) => prompt === word)
    if (known === undefined) return undefined
    prompts.push(known)
  }
  return prompts.includes('none') && prompts.length > 1 ? undefined : prompts
}

/** A hint only fills a field, so one that is too long is left out. */
const hintOf = (text: string | undefined): string | undefined =>
  text !== undefined && Buffer.byteLength(text) <= MOST_HINT_BYTES ? text : undefined

/** @returns the parameters with which the request begins anew */
export function parametersOf(request: AuthorizeRequest): URLSearchParams {
  const { scopes, prompts, max_age, code_challenge, ...texts } = request
  const fields = {
    ...texts,
    scope: scopes.join(' ') || undefined,
    prompt: prompts.join(' ') || undefined,
    max_age: max_age?.toString(),
    code_challenge,
    code_challenge_method: code_challenge === undefined ? undefined : 'S256',
  }
  return new URLSearchParams(
    Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
