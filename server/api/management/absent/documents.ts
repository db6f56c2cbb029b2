/**
 * Settings of what Ferry has not, which Auth0’s deploy tool reads and writes. They are kept as they were sent, and do nothing; a value
 * that would switch on what there is not is refused. Not in the API’s description, which names what Ferry obeys.
 *
 * @module
 */
import * as z from 'zod'
import type { Json } from '../../../../runtime/index.ts'
import { ApiError } from '../../../common/errors.ts'
import { invalidField } from '../../http/invalid-field.ts'
import { defineRoute } from '../../route/route.ts'
import type { Route } from '../../route/spec.ts'
import { SentJson } from '../../shapes/storable.ts'

type Document = { readonly [name: string]: Json }

/** A document of an Auth0 tenant that Ferry keeps. */
interface Kept {
  /** Below `/api/v2/`. */
  path: string
  method: 'patch' | 'put'
  /** What is answered before anything was sent. */
  defaults: Document
  /** Members that are taken with these values alone, null among them. */
  only?: { readonly [member: string]: readonly Json[] }
  /** A sentence: what Ferry does not have. */
  lacks: string
}

const NO_MFA = 'Ferry has no second factors.'
const NO_CHALLENGES = 'Ferry shows no challenges to bots; suspicious-IP throttling slows them down.'
const NEVER = ['never']

/** Auth0’s names of second factors. */
const FACTORS = [
  'sms',
  'push-notification',
  'otp',
  'email',
  'duo',
  'webauthn-roaming',
  'webauthn-platform',
  'recovery-code',
] as const

/** Most characters of a document. */
const MOST_CHARACTERS = 20_000

export const KEPT_DOCUMENTS: readonly Kept[] = [
  {
    path: 'attack-protection/breached-password-detection',
    method: 'patch',
    defaults: { enabled: false, shields: [], admin_notification_frequency: [], method: 'standard' },
    only: { enabled: [false] },
    lacks: 'Ferry compares no passwords with lists of stolen ones.',
  },
  {
    path: 'attack-protection/bot-detection',
    method: 'patch',
    defaults: {
      challenge_password_policy: 'never',
      challenge_passwordless_policy: 'never',
      challenge_password_reset_policy: 'never',
      allowlist: [],
      monitoring_mode_enabled: false,
    },
    only: {
      challenge_password_policy: NEVER,
      challenge_passwordless_policy: NEVER,
      challenge_password_reset_policy: NEVER,
    },
    lacks: NO_CHALLENGES,
  },
  {
    path: 'attack-protection/captcha',
    method: 'patch',
    defaults: {},
    lacks: NO_CHALLENGES,
  },
  {
    path: 'risk-assessments/settings',
    method: 'patch',
    defaults: { enabled: false },
    only: { enabled: [false] },
    lacks: 'Ferry judges no risks.',
  },
  {
    path: 'risk-assessments/settings/new-device',
    method: 'patch',
    defaults: { remember_for: 30 },
    lacks: 'Ferry judges no risks.',
  },
  {
    path: 'supplemental-signals',
    method: 'patch',
    defaults: { akamai_enabled: false },
    only: { akamai_enabled: [false] },
    lacks: 'Ferry reads no signals of a CDN.',
  },
  {
    path: 'guardian/factors/phone/message-types',
    method: 'put',
    defaults: { message_types: [] },
    lacks: NO_MFA,
  },
  {
    path: 'guardian/factors/phone/selected-provider',
    method: 'put',
    defaults: { provider: 'auth0' },
    lacks: NO_MFA,
  },
  { path: 'guardian/factors/sms/templates', method: 'put', defaults: {}, lacks: NO_MFA },
  { path: 'guardian/factors/phone/templates', method: 'put', defaults: {}, lacks: NO_MFA },
]

const SHARED = { tag: 'Tenant', description: '' } as const

const Members = z
  .record(z.string().min(1).max(200), SentJson)
  .refine(
    (sent) => JSON.stringify(sent).length <= MOST_CHARACTERS,
    `must have at most ${MOST_CHARACTERS} characters`,
  )

const nameOf = (path: string): string =>
  path.replaceAll(/[-/](\w)/g, (_, letter: string) => letter.toUpperCase())

/** @throws {ApiError} invalid_body: a member would switch on what Ferry has not */
function refuseWhatIsNotThere({ only = {}, lacks }: Kept, sent: Document): void {
  for (const [member, values] of Object.entries(only)) {
    const value = sent[member] ?? null
    if (value === null || values.includes(value)) continue
    throw invalidField(
      member,
      `can only be ${values.map((one) => JSON.stringify(one)).join(' or ')}: ${lacks}`,
    )
  }
}

/** @returns the routes of one document: it is read as it was sent */
export function keptRoutes(kept: Kept): Route[] {
  const { path, method, defaults } = kept
  const at = `/api/v2/${path}`
  const summary = `Settings that are kept only: ${path}`
  return [
    defineRoute({
      ...SHARED,
      method: 'get',
      path: at,
      name: `getKept-${nameOf(path)}`,
      summary,
      scopes: ['read:tenant_settings'],
      result: z.json(),
      async handle({ store }, { tenant }) {
        return (await store.findKeptDocument(tenant.tenant_id, path)) ?? defaults
      },
    }),
    defineRoute({
      ...SHARED,
      method,
      path: at,
      name: `setKept-${nameOf(path)}`,
      summary,
      scopes: ['update:tenant_settings'],
      body: Members,
      result: z.json(),
      async handle({ store }, { tenant, body, setHeader }) {
        refuseWhatIsNotThere(kept, body)
        const before = (await store.findKeptDocument(tenant.tenant_id, path)) ?? defaults
        const document = method === 'patch' ? { ...(before as Document), ...body } : body
        if (JSON.stringify(document).length > MOST_CHARACTERS) {
          throw invalidField('(body)', `can have at most ${MOST_CHARACTERS} characters with what is stored`)
        }
        await store.saveKeptDocument(tenant.tenant_id, path, document)
        tellKept(setHeader, body)
        return document
      },
    }),
  ]
}

/** Names what was kept, as for every other setting that does nothing. */
export function tellKept(setHeader: (name: string, value: string) => void, sent: object): void {
  const names = Object.keys(sent).filter((name) => /^[\w-]+$/.test(name))
  if (names.length > 0) setHeader('Ferry-Kept-Only', names.slice(0, 20).join(', '))
}

/** Second factors: all are off, and can be sent as they are read. */
export const FACTOR_ROUTES: readonly Route[] = [
  defineRoute({
    ...SHARED,
    method: 'get',
    path: '/api/v2/guardian/factors',
    name: 'listFactors',
    summary: 'List second factors, all of which are off',
    scopes: ['read:tenant_settings'],
    result: z.json(),
    handle: async () => FACTORS.map((name) => ({ name, enabled: false, trial_expired: false })),
  }),
  defineRoute({
    ...SHARED,
    method: 'get',
    path: '/api/v2/guardian/policies',
    name: 'listFactorPolicies',
    summary: 'List when second factors are asked for: never',
    scopes: ['read:tenant_settings'],
    result: z.json(),
    handle: async () => [],
  }),
  defineRoute({
    ...SHARED,
    method: 'put',
    path: '/api/v2/guardian/policies',
    name: 'setFactorPolicies',
    summary: 'Set when second factors are asked for',
    scopes: ['update:tenant_settings'],
    body: z.array(z.string().max(100)).max(20),
    result: z.json(),
    async handle(_deps, { body }) {
      if (body.length > 0) throw invalidField('(body)', `can only be []: ${NO_MFA}`)
      return []
    },
  }),
  ...[
    'sms/providers/twilio',
    'phone/providers/twilio',
    'push-notification/providers/sns',
    'push-notification/providers/apns',
    'push-notification/providers/fcm',
  ].flatMap((provider): Route[] => [
    defineRoute({
      ...SHARED,
      method: 'get',
      path: `/api/v2/guardian/factors/${provider}`,
      name: `getProvider-${nameOf(provider)}`,
      summary: 'Get the provider of a second factor, of which there is none',
      scopes: ['read:tenant_settings'],
      result: z.json(),
      handle: async () => ({}),
    }),
    defineRoute({
      ...SHARED,
      method: 'put',
      path: `/api/v2/guardian/factors/${provider}`,
      name: `setProvider-${nameOf(provider)}`,
      summary: 'Set the provider of a second factor',
      scopes: ['update:tenant_settings'],
      body: Members,
      result: z.json(),
      async handle(_deps, { body }) {
        if (Object.values(body).some((value) => value !== null && value !== '')) {
          throw new ApiError('absent_feature', `${NO_MFA} Leave the provider out of what you deploy.`)
        }
        return {}
      },
    }),
  ]),
  defineRoute({
    ...SHARED,
    method: 'put',
    path: '/api/v2/guardian/factors/:name',
    name: 'setFactor',
    summary: 'Switch a second factor on or off',
    scopes: ['update:tenant_settings'],
    params: z.object({ name: z.enum(FACTORS) }),
    body: z.object({ enabled: z.boolean() }).loose(),
    result: z.json(),
    async handle(_deps, { body }) {
      if (body.enabled) throw invalidField('enabled', `can only be false: ${NO_MFA}`)
      return { enabled: false }
    },
  }),
]
