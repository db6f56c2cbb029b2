/**
 * The email provider and the theme of an Auth0 tenant. Emails go out by the operator’s settings and pages have Ferry’s look, so both are
 * kept for the deploy tool, and named as kept only. Credentials of a provider are not kept at all.
 *
 * @module
 */
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { ApiError } from '../../../common/errors.ts'
import { defineRoute } from '../../route/route.ts'
import type { Route } from '../../route/spec.ts'
import { SentJson } from '../../shapes/storable.ts'
import { tellKept } from './documents.ts'

const PROVIDER = 'emails/provider'
const THEME = 'branding/themes/default'
const SHARED = { tag: 'Tenant', description: '' } as const
const READ = ['read:tenant_settings'] as const
const WRITE = ['update:tenant_settings'] as const

/** Most characters of a document. */
const MOST_CHARACTERS = 20_000
const MOST = 'must have at most 20,000 characters'
const isShort = (sent: object): boolean => JSON.stringify(sent).length <= MOST_CHARACTERS

const Provider = z
  .object({
    name: z.string().max(100).optional(),
    enabled: z.boolean().optional(),
    default_from_address: z.string().max(320).optional(),
    settings: SentJson.optional(),
    // Secrets: taken, and dropped here.
    credentials: z.unknown().optional(),
  })
  .refine(isShort, MOST)

const Theme = z.record(z.string().max(200), SentJson).refine(isShort, MOST)

const setProvider = (method: 'post' | 'patch'): Route =>
  defineRoute({
    ...SHARED,
    method,
    path: `/api/v2/${PROVIDER}`,
    name: `setKeptEmailProvider-${method}`,
    summary: 'Keep the email provider, without its credentials',
    scopes: WRITE,
    body: Provider,
    status: method === 'post' ? 201 : 200,
    result: z.json(),
    async handle({ store }, { tenant, body, setHeader }) {
      const before = await store.findKeptDocument(tenant.tenant_id, PROVIDER)
      if (method === 'patch' && before === undefined) throw new ApiError('inexistent_email_provider')
      const { credentials: _, ...sent } = body
      const kept = JSON.parse(JSON.stringify({ ...(method === 'patch' ? Object(before) : {}), ...sent }))
      await store.saveKeptDocument(tenant.tenant_id, PROVIDER, kept)
      tellKept(setHeader, body)
      return kept
    },
  })

const setTheme = (method: 'post' | 'patch'): Route =>
  defineRoute({
    ...SHARED,
    method,
    path: method === 'post' ? '/api/v2/branding/themes' : '/api/v2/branding/themes/:id',
    params: z.object({ id: z.string().optional() }),
    name: `setKeptTheme-${method}`,
    summary: 'Keep the theme of Auth0’s pages',
    scopes: ['update:branding'],
    body: Theme,
    status: method === 'post' ? 201 : 200,
    result: z.json(),
    async handle({ store }, { tenant, params, body, setHeader }) {
      const kept: unknown = Object(await store.findKeptDocument(tenant.tenant_id, THEME)).themeId
      if (method === 'patch' && (kept === undefined || params.id !== kept)) {
        throw new ApiError('inexistent_theme')
      }
      const themeId = typeof kept === 'string' ? kept : randomBytes(16).toString('hex')
      const theme = { ...body, themeId }
      await store.saveKeptDocument(tenant.tenant_id, THEME, theme)
      tellKept(setHeader, body)
      return theme
    },
  })

/** The email provider and the theme. */
export const PROVIDER_ROUTES: readonly Route[] = [
  defineRoute({
    ...SHARED,
    method: 'get',
    path: `/api/v2/${PROVIDER}`,
    name: 'getKeptEmailProvider',
    summary: 'Get the email provider that is kept',
    scopes: READ,
    result: z.json(),
    async handle({ store }, { tenant }) {
      const kept = await store.findKeptDocument(tenant.tenant_id, PROVIDER)
      if (kept === undefined) throw new ApiError('inexistent_email_provider')
      return kept
    },
  }),
  setProvider('post'),
  setProvider('patch'),
  defineRoute({
    ...SHARED,
    method: 'get',
    path: `/api/v2/${THEME}`,
    name: 'getKeptTheme',
    summary: 'Get the theme that is kept',
    scopes: ['read:branding'],
    result: z.json(),
    async handle({ store }, { tenant }) {
      const kept = await store.findKeptDocument(tenant.tenant_id, THEME)
      if (kept === undefined) throw new ApiError('inexistent_theme')
      return kept
    },
  }),
  setTheme('post'),
  setTheme('patch'),
  defineRoute({
    ...SHARED,
    method: 'delete',
    path: '/api/v2/branding/themes/:id',
    name: 'deleteKeptTheme',
    summary: 'Delete the theme that is kept',
    scopes: ['update:branding'],
    params: z.object({ id: z.string() }),
    async handle({ store }, { tenant, params }) {
      const kept = Object(await store.findKeptDocument(tenant.tenant_id, THEME))
      if (params.id === kept.themeId) await store.deleteKeptDocument(tenant.tenant_id, THEME)
    },
  }),
  defineRoute({
    ...SHARED,
    method: 'get',
    path: '/api/v2/branding/templates/universal-login',
    name: 'getAbsentPageTemplate',
    summary: 'Get the template of Auth0’s pages, of which there is none',
    scopes: ['read:branding'],
    result: z.json(),
    async handle() {
      throw new ApiError('inexistent_page_template')
    },
  }),
  defineRoute({
    ...SHARED,
    method: 'put',
    path: '/api/v2/branding/templates/universal-login',
    name: 'refuseAbsentPageTemplate',
    summary: 'Set the template of Auth0’s pages',
    scopes: ['update:branding'],
    body: z.unknown(),
    async handle() {
      throw new ApiError(
        'absent_feature',
        'Ferry’s pages take no template of a tenant. Set colours and logo by PATCH /api/v2/branding.',
      )
    },
  }),
  defineRoute({
    ...SHARED,
    method: 'get',
    path: '/api/v2/prompts/rendering',
    name: 'listAbsentRenderings',
    summary: 'List renderings of pages, of which there are none',
    scopes: ['read:branding'],
    result: z.json(),
    handle: async () => ({ configs: [], start: 0, limit: 50, total: 0 }),
  }),
  defineRoute({
    ...SHARED,
    method: 'get',
    path: '/api/v2/prompts/:prompt/partials',
    name: 'getAbsentPartials',
    summary: 'Get parts of pages, of which there are none',
    scopes: ['read:branding'],
    result: z.json(),
    handle: async () => ({}),
  }),
  defineRoute({
    ...SHARED,
    method: 'put',
    path: '/api/v2/prompts/:prompt/partials',
    name: 'refuseAbsentPartials',
    summary: 'Set parts of pages',
    scopes: ['update:branding'],
    body: z.record(z.string(), SentJson),
    result: z.json(),
    async handle(_deps, { body }) {
      if (Object.keys(body).length > 0) {
        throw new ApiError('absent_feature', 'Ferry’s pages take no HTML of a tenant.')
      }
      return {}
    },
  }),
]
