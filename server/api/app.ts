/** The HTTP application: every endpoint, and how requests are read. @module */
import type { Express } from 'express'
import express from 'express'
import { getJwks } from './authentication/get-jwks.ts'
import { getOpenIdConfiguration } from './authentication/get-openid-configuration.ts'
import { postChangePassword } from './authentication/post-change-password.ts'
import { postRevoke } from './authentication/post-revoke.ts'
import { postSignUp } from './authentication/post-sign-up.ts'
import { postToken } from './authentication/post-token.ts'
import { getUserInfo, postUserInfo } from './authentication/userinfo.ts'
import { serveDashboard } from './dashboard/serve-dashboard.ts'
import { docsUrl, serveDocs } from './docs/serve-docs.ts'
import { getHealth, getReadiness } from './health/get-health.ts'
import { showEmailVerification, submitEmailVerification } from './hosted-pages/email-verification.ts'
import { showResetPassword, submitResetPassword } from './hosted-pages/reset-password.ts'
import { showUnblock, submitUnblock } from './hosted-pages/unblock.ts'
import { readClientAddress } from './http/client-address.ts'
import type { ServerDeps } from './http/deps.ts'
import { createErrorRenderer } from './http/render-error.ts'
import {
  createClientGrant,
  deleteClientGrant,
  getClientGrant,
  listClientGrants,
  updateClientGrant,
} from './management/clients/client-grants.ts'
import { createClient } from './management/clients/create-client.ts'
import { deleteClient } from './management/clients/delete-client.ts'
import { getClient } from './management/clients/get-client.ts'
import { listClients } from './management/clients/list-clients.ts'
import { rotateClientSecret } from './management/clients/rotate-client-secret.ts'
import { updateClient } from './management/clients/update-client.ts'
import {
  deleteConfiguration,
  listConfiguration,
  patchConfiguration,
  putConfiguration,
} from './management/connections/configuration-keys.ts'
import { createConnection } from './management/connections/create-connection.ts'
import { deleteConnection } from './management/connections/delete-connection.ts'
import { getConnection } from './management/connections/get-connection.ts'
import { listConnectionClients } from './management/connections/list-connection-clients.ts'
import { listConnectionSummaries } from './management/connections/list-connection-summaries.ts'
import { listConnections } from './management/connections/list-connections.ts'
import {
  getSampleStore,
  installSampleStore,
  removeSampleStore,
} from './management/connections/sample-store.ts'
import { updateConnection } from './management/connections/update-connection.ts'
import { updateConnectionClients } from './management/connections/update-connection-clients.ts'
import { listActions } from './management/logs/list-actions.ts'
import { getLog, listLogs, listUserLogs } from './management/logs/list-logs.ts'
import { streamLogs } from './management/logs/stream-logs.ts'
import { changeOwnPassword } from './management/members/change-own-password.ts'
import { confirmSession } from './management/members/confirm-session.ts'
import { createMember, deleteMember, listMembers, updateMember } from './management/members/members.ts'
import { createSession, deleteSession, getSession } from './management/members/session.ts'
import { createSetup, getSetup } from './management/members/setup.ts'
import { checkDrift } from './management/migration/check-drift.ts'
import { getMigration } from './management/migration/get-migration.ts'
import { completeMigration, getImpact } from './management/migration/mode-changes.ts'
import { whois } from './management/migration/whois.ts'
import { getTemplate } from './management/templates/get-template.ts'
import { listTemplates } from './management/templates/list-templates.ts'
import { renameTemplate } from './management/templates/rename-template.ts'
import {
  getBruteForceProtection,
  getSuspiciousIpThrottling,
  updateBruteForceProtection,
  updateSuspiciousIpThrottling,
} from './management/tenant/attack-protection.ts'
import { getEmailTemplate, putEmailTemplate } from './management/tenant/email-templates.ts'
import { createVerificationJob, getJob } from './management/tenant/jobs.ts'
import { createTenant, deleteTenant, listTenants } from './management/tenant/operator-tenants.ts'
import {
  getBranding,
  getTenantSettings,
  updateBranding,
  updateTenantSettings,
} from './management/tenant/tenant-settings.ts'
import { createPasswordTicket, createVerificationTicket } from './management/tenant/tickets.ts'
import { getScriptLimits } from './management/trials/get-script-limits.ts'
import { listRuns } from './management/trials/list-runs.ts'
import { tryLogin } from './management/trials/try-login.ts'
import { tryScript } from './management/trials/try-script.ts'
import { createUser } from './management/users/create-user.ts'
import { deleteConnectionUser, deleteUser } from './management/users/delete-user.ts'
import { getUser } from './management/users/get-user.ts'
import { linkIdentity, unlinkIdentity } from './management/users/link-identity.ts'
import { listCredentials } from './management/users/list-credentials.ts'
import { listUsers } from './management/users/list-users.ts'
import { listUsersByEmail } from './management/users/list-users-by-email.ts'
import { updateUser } from './management/users/update-user.ts'
import {
  deleteBlocksByIdentifier,
  deleteBlocksOfUser,
  listBlocksByIdentifier,
  listBlocksOfUser,
} from './management/users/user-blocks.ts'
import { deployDraft } from './management/versions/deploy-draft.ts'
import { deleteDraft, getDraft, putDraft } from './management/versions/drafts.ts'
import { restoreVersion } from './management/versions/restore-version.ts'
import { getVersion, listVersions } from './management/versions/versions.ts'
import { mountRoutes } from './route/mount-routes.ts'
import { openApiRoute } from './route/openapi.ts'
import type { Route } from './route/spec.ts'

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
  deployDraft,
  restoreVersion,
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
  app.use(serveDocs(deps.tenants))
  mountRoutes(app, [...ROUTES, openApiRoute(ROUTES), ...PAGES], deps)
  app.use(createErrorRenderer(deps.log, docsUrl(deps.tenants)))
  return app
}
