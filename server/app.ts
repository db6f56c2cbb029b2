/** The HTTP application: every endpoint, and how requests are read. @module */
import type { Express } from 'express'
import express from 'express'
import { getJwks } from './api/authentication/get-jwks.ts'
import { getOpenIdConfiguration } from './api/authentication/get-openid-configuration.ts'
import { postChangePassword } from './api/authentication/post-change-password.ts'
import { postRevoke } from './api/authentication/post-revoke.ts'
import { postSignUp } from './api/authentication/post-sign-up.ts'
import { postToken } from './api/authentication/post-token.ts'
import { getUserInfo, postUserInfo } from './api/authentication/userinfo.ts'
import { readClientAddress } from './api/client-address.ts'
import { serveDashboard } from './api/dashboard/serve-dashboard.ts'
import { getHealth, getReadiness } from './api/health/get-health.ts'
import { showEmailVerification, submitEmailVerification } from './api/hosted-pages/email-verification.ts'
import { showResetPassword, submitResetPassword } from './api/hosted-pages/reset-password.ts'
import { showUnblock, submitUnblock } from './api/hosted-pages/unblock.ts'
import {
  getBruteForceProtection,
  getSuspiciousIpThrottling,
  updateBruteForceProtection,
  updateSuspiciousIpThrottling,
} from './api/management/attack-protection.ts'
import { changeOwnPassword } from './api/management/change-own-password.ts'
import { checkDrift } from './api/management/check-drift.ts'
import {
  createClientGrant,
  deleteClientGrant,
  getClientGrant,
  listClientGrants,
  updateClientGrant,
} from './api/management/client-grants.ts'
import {
  deleteConfiguration,
  listConfiguration,
  patchConfiguration,
  putConfiguration,
} from './api/management/configuration-keys.ts'
import { confirmSession } from './api/management/confirm-session.ts'
import { createClient } from './api/management/create-client.ts'
import { createConnection } from './api/management/create-connection.ts'
import { createUser } from './api/management/create-user.ts'
import { createVersion } from './api/management/create-version.ts'
import { deleteClient } from './api/management/delete-client.ts'
import { deleteConnection } from './api/management/delete-connection.ts'
import { deleteConnectionUser, deleteUser } from './api/management/delete-user.ts'
import { deleteDraft, getDraft, putDraft } from './api/management/drafts.ts'
import { getEmailTemplate, putEmailTemplate } from './api/management/email-templates.ts'
import { getClient } from './api/management/get-client.ts'
import { getConnection } from './api/management/get-connection.ts'
import { getMigration } from './api/management/get-migration.ts'
import { getScriptLimits } from './api/management/get-script-limits.ts'
import { getTemplate } from './api/management/get-template.ts'
import { getUser } from './api/management/get-user.ts'
import { createVerificationJob, getJob } from './api/management/jobs.ts'
import { linkIdentity, unlinkIdentity } from './api/management/link-identity.ts'
import { listActions } from './api/management/list-actions.ts'
import { listClients } from './api/management/list-clients.ts'
import { listConnectionClients } from './api/management/list-connection-clients.ts'
import { listConnectionSummaries } from './api/management/list-connection-summaries.ts'
import { listConnections } from './api/management/list-connections.ts'
import { listCredentials } from './api/management/list-credentials.ts'
import { getLog, listLogs, listUserLogs } from './api/management/list-logs.ts'
import { listRuns } from './api/management/list-runs.ts'
import { listTemplates } from './api/management/list-templates.ts'
import { listUsers } from './api/management/list-users.ts'
import { listUsersByEmail } from './api/management/list-users-by-email.ts'
import { createMember, deleteMember, listMembers, updateMember } from './api/management/members.ts'
import { completeMigration, getImpact } from './api/management/mode-changes.ts'
import { createTenant, deleteTenant, listTenants } from './api/management/operator-tenants.ts'
import { renameTemplate } from './api/management/rename-template.ts'
import { rotateClientSecret } from './api/management/rotate-client-secret.ts'
import { getSampleStore, installSampleStore, removeSampleStore } from './api/management/sample-store.ts'
import { createSession, deleteSession, getSession } from './api/management/session.ts'
import { createSetup, getSetup } from './api/management/setup.ts'
import { streamLogs } from './api/management/stream-logs.ts'
import {
  getBranding,
  getTenantSettings,
  updateBranding,
  updateTenantSettings,
} from './api/management/tenant-settings.ts'
import { createPasswordTicket, createVerificationTicket } from './api/management/tickets.ts'
import { tryLogin } from './api/management/try-login.ts'
import { tryScript } from './api/management/try-script.ts'
import { updateClient } from './api/management/update-client.ts'
import { updateConnection } from './api/management/update-connection.ts'
import { updateConnectionClients } from './api/management/update-connection-clients.ts'
import { updateUser } from './api/management/update-user.ts'
import {
  deleteBlocksByIdentifier,
  deleteBlocksOfUser,
  listBlocksByIdentifier,
  listBlocksOfUser,
} from './api/management/user-blocks.ts'
import { getVersion, listVersions } from './api/management/versions.ts'
import { whois } from './api/management/whois.ts'
import { mountRoutes } from './api/mount-routes.ts'
import { openApiRoute } from './api/openapi.ts'
import { createErrorRenderer } from './api/render-error.ts'
import type { Route, ServerDeps } from './api/route.ts'

/** Every endpoint, in the order of the API's description. */
const ROUTES: readonly Route[] = [
  getHealth,
  getReadiness,
  getOpenIdConfiguration,
  getJwks,
  postToken,
  postSignUp,
  postChangePassword,
  postRevoke,
  getUserInfo,
  postUserInfo,
  listConnections,
  createConnection,
  getConnection,
  updateConnection,
  deleteConnection,
  deleteConnectionUser,
  listConnectionClients,
  updateConnectionClients,
  tryScript,
  tryLogin,
  checkDrift,
  getMigration,
  whois,
  getImpact,
  completeMigration,
  listConnectionSummaries,
  listVersions,
  getVersion,
  createVersion,
  getDraft,
  putDraft,
  deleteDraft,
  listConfiguration,
  patchConfiguration,
  putConfiguration,
  deleteConfiguration,
  listRuns,
  installSampleStore,
  getSampleStore,
  removeSampleStore,
  getScriptLimits,
  listTemplates,
  getTemplate,
  renameTemplate,
  listLogs,
  streamLogs,
  getLog,
  listCredentials,
  listUserLogs,
  getSession,
  createSession,
  changeOwnPassword,
  confirmSession,
  deleteSession,
  getSetup,
  createSetup,
  listMembers,
  createMember,
  updateMember,
  deleteMember,
  listUsers,
  createUser,
  getUser,
  updateUser,
  linkIdentity,
  unlinkIdentity,
  deleteUser,
  listUsersByEmail,
  listClients,
  createClient,
  getClient,
  updateClient,
  deleteClient,
  rotateClientSecret,
  listClientGrants,
  createClientGrant,
  getClientGrant,
  updateClientGrant,
  deleteClientGrant,
  getTenantSettings,
  updateTenantSettings,
  getBranding,
  updateBranding,
  listActions,
  listTenants,
  createTenant,
  deleteTenant,
  createPasswordTicket,
  createVerificationTicket,
  createVerificationJob,
  getJob,
  getEmailTemplate,
  putEmailTemplate,
  listBlocksByIdentifier,
  deleteBlocksByIdentifier,
  listBlocksOfUser,
  deleteBlocksOfUser,
  getBruteForceProtection,
  updateBruteForceProtection,
  getSuspiciousIpThrottling,
  updateSuspiciousIpThrottling,
]

/** For people; no part of the API's description. */
const PAGES: readonly Route[] = [
  showResetPassword,
  submitResetPassword,
  showEmailVerification,
  submitEmailVerification,
  showUnblock,
  submitUnblock,
]

/** For a year: whoever came by https once is not led astray on the way in later. */
const HSTS = 'max-age=31536000'

/** What the application is told of its surroundings. */
interface AppSettings {
  /** Peers whose `X-Forwarded-For` is believed; its right-most other address counts (A5). */
  trusted_proxies: readonly string[]
  /** Undefined = that of the listener, which speaks plain http. */
  public_url: string | undefined
  /** The built dashboard; undefined: there is none. */
  dashboard_dir: string | undefined
}

/** @returns the application; it does not listen yet */
export function createApp(deps: ServerDeps, settings: AppSettings): Express {
  const isSecure = settings.public_url?.startsWith('https:') ?? false
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.set('etag', false)
  // So that a rule of a proxy for `/api/` covers all of it.
  app.enable('case sensitive routing')
  app.use(readClientAddress(settings.trusted_proxies))
  app.use((_request, response, next) => {
    response.set('X-Content-Type-Options', 'nosniff')
    if (isSecure) response.set('Strict-Transport-Security', HSTS)
    // So that a keep-alive client asks another server next.
    if (deps.isDraining()) response.set('Connection', 'close')
    next()
  })
  if (settings.dashboard_dir !== undefined) app.use(serveDashboard(settings.dashboard_dir, isSecure))
  mountRoutes(app, [...ROUTES, openApiRoute(ROUTES), ...PAGES], deps)
  app.use(createErrorRenderer(deps.log))
  return app
}
