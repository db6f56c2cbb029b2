/** Tables of all operations, by how an engine runs them. Only names and arguments are passed to another thread. @module */
import type { Engine } from '../engine/engine.ts'
import type { Operation } from '../engine/operation.ts'
import * as attempts from './attempts.ts'
import * as authorizationCodes from './authorization-codes.ts'
import * as buckets from './buckets.ts'
import * as clientConnections from './client-connections.ts'
import * as clientCredentials from './client-credentials.ts'
import * as clientGrants from './client-grants.ts'
import * as clients from './clients.ts'
import * as connectionEnd from './connection-end.ts'
import * as connectionSummaries from './connection-summaries.ts'
import * as connections from './connections.ts'
import * as consents from './consents.ts'
import * as customDomains from './custom-domains.ts'
import * as emailTemplates from './email-templates.ts'
import * as holders from './holders.ts'
import * as identities from './identities.ts'
import * as jobs from './jobs.ts'
import * as keptDocuments from './kept-documents.ts'
import * as ledger from './ledger.ts'
import * as legacyTotals from './legacy-totals.ts'
import * as linking from './linking.ts'
import * as loginAliases from './login-aliases.ts'
import * as loginPages from './login-pages.ts'
import * as logoutCalls from './logout-calls.ts'
import * as logs from './logs.ts'
import * as mails from './mails.ts'
import * as memberLinks from './member-links.ts'
import * as members from './members.ts'
import * as oneTime from './one-time.ts'
import * as passwordHashes from './password-hashes.ts'
import * as personSessions from './person-sessions.ts'
import * as plainConfiguration from './plain-configuration.ts'
import * as promptTexts from './prompt-texts.ts'
import * as providerTokens from './provider-tokens.ts'
import * as refreshTokens from './refresh-tokens.ts'
import * as resourceServers from './resource-servers.ts'
import * as runs from './runs.ts'
import * as signingKeys from './signing-keys.ts'
import * as tenantSettings from './tenant-settings.ts'
import * as tenants from './tenants.ts'
import * as tickets from './tickets.ts'
import * as tombstones from './tombstones.ts'
import * as turns from './turns.ts'
import * as undoableFailures from './undoable-failures.ts'
import * as userChanges from './user-changes.ts'
import * as userSearch from './user-search.ts'
import * as users from './users.ts'
import * as versions from './versions.ts'

/** Operations that read a few rows by key. */
export const POINT_READS = {
  findLoginFailures: attempts.findLoginFailures,
  findProtection: attempts.findProtection,
  findConnection: connections.findConnection,
  findConnectionByName: connections.findConnectionByName,
  findEnabledConnections: connections.findEnabledConnections,
  findDeletedConnections: connections.findDeletedConnections,
  findConnectionVersion: versions.findConnectionVersion,
  findDraft: versions.findDraft,
  findLogin: users.findLogin,
  findIdentity: identities.findIdentity,
  findAlias: loginAliases.findAlias,
  listAliases: loginAliases.listAliases,
  findProviderTokens: providerTokens.findProviderTokens,
  findHolders: holders.findHolders,
  isTombstoned: tombstones.isTombstoned,
  listPasswordHashes: userChanges.listPasswordHashes,
  findUser: users.findUser,
  findUsersByEmail: users.findUsersByEmail,
  findClient: clients.findClient,
  findClientToSignIn: clients.findClientToSignIn,
  listClientCredentials: clientCredentials.listClientCredentials,
  nextLogoutCall: logoutCalls.nextLogoutCall,
  listSigningKeys: signingKeys.listSigningKeys,
  listSigningKeyIds: signingKeys.listSigningKeyIds,
  findClientGrant: clientGrants.findClientGrant,
  listGrantsOfClient: clientGrants.listGrantsOfClient,
  findResourceServer: resourceServers.findResourceServer,
  findResourceServerByIdentifier: resourceServers.findResourceServerByIdentifier,
  findTenantOfDomain: customDomains.findTenantOfDomain,
  findPrimaryDomain: customDomains.findPrimaryDomain,
  findRefreshTokenFamily: refreshTokens.findRefreshTokenFamily,
  findConsent: consents.findConsent,
  findPersonSession: personSessions.findPersonSession,
  findPersonSessionById: personSessions.findPersonSessionById,
  findOnce: oneTime.findOnce,
  findLoginPage: loginPages.findLoginPage,
  findTenantByName: tenants.findTenantByName,
  readTenantSettings: tenantSettings.readTenantSettings,
  findLog: logs.findLog,
  findRun: runs.findRun,
  findTicket: tickets.findTicket,
  findEmailTemplate: emailTemplates.findEmailTemplate,
  findPromptTexts: promptTexts.findPromptTexts,
  listPromptTexts: promptTexts.listPromptTexts,
  findLegacyTotal: legacyTotals.findLegacyTotal,
  findKeptDocument: keptDocuments.findKeptDocument,
  findJob: jobs.findJob,
  newestLogId: logs.newestLogId,
  findMember: members.findMember,
  findMemberLogin: members.findMemberLogin,
  isMemberAddress: members.isMemberAddress,
  hasOwner: members.hasOwner,
  findSession: members.findSession,
  isSetupLink: members.isSetupLink,
  findInvitation: memberLinks.findInvitation,
  findMemberLink: memberLinks.findMemberLink,
} as const

/** Operations that may read many rows. */
export const SCANS = {
  listFailedPersons: attempts.listFailedPersons,
  findSurplusFailures: attempts.findSurplusFailures,
  listConnections: connections.listConnections,
  listConnectionsOfClient: clientConnections.listConnectionsOfClient,
  pageConnectionIds: connections.pageConnectionIds,
  listConnectionSummaries: connectionSummaries.listConnectionSummaries,
  listScriptRevisions: connections.listScriptRevisions,
  listConnectionVersions: versions.listConnectionVersions,
  listConfigurations: versions.listConfigurations,
  listScriptSources: versions.listScriptSources,
  countCredentials: versions.countCredentials,
  pageUsers: userSearch.pageUsers,
  listLogs: logs.listLogs,
  listLogsAfter: logs.listLogsAfter,
  findOldLogs: logs.findOldLogs,
  listMembers: members.listMembers,
  listInvitations: memberLinks.listInvitations,
  countUsers: users.countUsers,
  listPersonSessions: personSessions.listPersonSessions,
  listRefreshTokenFamilies: refreshTokens.listRefreshTokenFamilies,
  pageRefreshTokenFamilies: refreshTokens.pageRefreshTokenFamilies,
  listConsents: consents.listConsents,
  listClients: clients.listClients,
  pageClients: clients.pageClients,
  pageClientIds: clients.pageClientIds,
  listClientGrants: clientGrants.listClientGrants,
  listResourceServers: resourceServers.listResourceServers,
  listCustomDomains: customDomains.listCustomDomains,
  listTenants: tenants.listTenants,
  listRuns: runs.listRuns,
  countRuns: runs.countRuns,
  countMigrationFailures: runs.countMigrationFailures,
  listMigrationEvents: runs.listMigrationEvents,
  listEventsOfUser: runs.listEventsOfUser,
  countLedger: ledger.countLedger,
  listLedgerSeries: ledger.listLedgerSeries,
  countLedgersSince: ledger.countLedgersSince,
  listLedgerPeople: ledger.listLedgerPeople,
  findLedgerPeople: ledger.findLedgerPeople,
} as const

export const WRITES = {
  ping,
  ensureTenant: tenants.ensureTenant,
  createTenant: tenants.createTenant,
  deleteTenant: tenants.deleteTenant,
  updateTenantSettings: tenantSettings.updateTenantSettings,
  createConnection: connections.createConnection,
  updateConnection: connections.updateConnection,
  setPlainConfiguration: plainConfiguration.setPlainConfiguration,
  deleteConnection: connectionEnd.deleteConnection,
  saveDraft: versions.saveDraft,
  deleteDraft: versions.deleteDraft,
  deployDraft: versions.deployDraft,
  createUser: users.createUser,
  saveCachedLogin: users.saveCachedLogin,
  updateUser: userChanges.updateUser,
  deleteUser: userChanges.deleteUser,
  addAlias: loginAliases.addAlias,
  deleteAlias: loginAliases.deleteAlias,
  linkIdentity: linking.linkIdentity,
  unlinkIdentity: linking.unlinkIdentity,
  recordLogin: users.recordLogin,
  replaceHash: passwordHashes.replaceHash,
  addLoginFailure: attempts.addLoginFailure,
  undoLoginFailures: undoableFailures.undoLoginFailures,
  endLoginFailures: attempts.endLoginFailures,
  forgetLoginFailures: attempts.forgetLoginFailures,
  saveProtection: attempts.saveProtection,
  createClient: clients.createClient,
  createAdminClient: clients.createAdminClient,
  registerClient: clients.registerClient,
  updateClient: clients.updateClient,
  deleteClient: clients.deleteClient,
  createClientCredential: clientCredentials.createClientCredential,
  updateClientCredential: clientCredentials.updateClientCredential,
  deleteClientCredential: clientCredentials.deleteClientCredential,
  createClientGrant: clientGrants.createClientGrant,
  updateClientGrant: clientGrants.updateClientGrant,
  deleteClientGrant: clientGrants.deleteClientGrant,
  createResourceServer: resourceServers.createResourceServer,
  updateResourceServer: resourceServers.updateResourceServer,
  deleteResourceServer: resourceServers.deleteResourceServer,
  createCustomDomain: customDomains.createCustomDomain,
  verifyCustomDomain: customDomains.verifyCustomDomain,
  updateCustomDomain: customDomains.updateCustomDomain,
  setPrimaryDomain: customDomains.setPrimaryDomain,
  deleteCustomDomain: customDomains.deleteCustomDomain,
  createRefreshToken: refreshTokens.createRefreshToken,
  exchangeRefreshToken: refreshTokens.exchangeRefreshToken,
  revokeRefreshTokens: refreshTokens.revokeRefreshTokens,
  completeSignIn: personSessions.completeSignIn,
  usePersonSession: personSessions.usePersonSession,
  redeemCode: authorizationCodes.redeemCode,
  endPersonSessions: personSessions.endPersonSessions,
  putOnce: oneTime.putOnce,
  takeOnce: oneTime.takeOnce,
  saveLoginPage: loginPages.saveLoginPage,
  deleteConsents: consents.deleteConsents,
  addSigningKey: signingKeys.addSigningKey,
  rotateSigningKeys: signingKeys.rotateSigningKeys,
  revokeSigningKey: signingKeys.revokeSigningKey,
  recordRun: runs.recordRun,
  recordMigrationFailure: runs.recordMigrationFailure,
  recordFinding: ledger.recordFinding,
  saveLegacyTotal: legacyTotals.saveLegacyTotal,
  deleteLegacyTotal: legacyTotals.deleteLegacyTotal,
  claimLegacyCount: legacyTotals.claimLegacyCount,
  claimLegacyCounts: legacyTotals.claimLegacyCounts,
  deleteLedgerPeople: ledger.deleteLedgerPeople,
  appendLogs: logs.appendLogs,
  createTicket: tickets.createTicket,
  useTicket: tickets.useTicket,
  reopenTicket: tickets.reopenTicket,
  saveEmailTemplate: emailTemplates.saveEmailTemplate,
  savePromptTexts: promptTexts.savePromptTexts,
  saveKeptDocument: keptDocuments.saveKeptDocument,
  deleteKeptDocument: keptDocuments.deleteKeptDocument,
  createJob: jobs.createJob,
  endJob: jobs.endJob,
  deleteOldLogs: logs.deleteOldLogs,
  deleteOldFailures: attempts.deleteOldFailures,
  createMember: members.createMember,
  updateMember: members.updateMember,
  changeMemberPassword: members.changeMemberPassword,
  deleteMember: members.deleteMember,
  createSession: members.createSession,
  touchSession: members.touchSession,
  endSession: members.endSession,
  endSessions: members.endSessions,
  setSetupLink: members.setSetupLink,
  claimSetupLink: members.claimSetupLink,
  createMemberLink: memberLinks.createMemberLink,
  renewInvitation: memberLinks.renewInvitation,
  deleteInvitation: memberLinks.deleteInvitation,
  claimMemberLink: memberLinks.claimMemberLink,
  takeTurn: turns.takeTurn,
  takeTokens: buckets.takeTokens,
  putBackTokens: buckets.putBackTokens,
  deleteFullBuckets: buckets.deleteFullBuckets,
  addMail: mails.addMail,
  claimMails: mails.claimMails,
  endMail: mails.endMail,
  putOffMail: mails.putOffMail,
  claimLogoutCalls: logoutCalls.claimLogoutCalls,
  endLogoutCall: logoutCalls.endLogoutCall,
  putOffLogoutCall: logoutCalls.putOffLogoutCall,
} as const

/** Operations that take no tenant's share: those of the server itself, and those that create a tenant's first rows. The first
 * argument of all others is the tenant's id. */
const OWNERLESS: ReadonlySet<string> = new Set([
  'findOldLogs',
  'findTenantOfDomain',
  'findSurplusFailures',
  'listTenants',
  'ping',
  'ensureTenant',
  'createTenant',
  'createClient',
  'createAdminClient',
  'registerClient',
  'addSigningKey',
  'appendLogs',
  'takeTurn',
  'deleteFullBuckets',
  'claimMails',
  'claimLegacyCounts',
  'nextLogoutCall',
  'claimLogoutCalls',
])

/**
 * Operations whose last argument is the time (ms since the epoch). The store adds it to the
 * arguments of its callers.
 */
export const TIMED = [
  'findLoginFailures',
  'addLoginFailure',
  'undoLoginFailures',
  'listFailedPersons',
  'updateTenantSettings',
  'deleteConnection',
  'saveDraft',
  'recordLogin',
  'updateUser',
  'addAlias',
  'linkIdentity',
  'unlinkIdentity',
  'deleteClient',
  'deleteResourceServer',
  'updateClientCredential',
  'verifyCustomDomain',
  'setPrimaryDomain',
  'createRefreshToken',
  'exchangeRefreshToken',
  'revokeRefreshTokens',
  'listRefreshTokenFamilies',
  'pageRefreshTokenFamilies',
  'completeSignIn',
  'findPersonSession',
  'findPersonSessionById',
  'usePersonSession',
  'redeemCode',
  'listPersonSessions',
  'endPersonSessions',
  'putOnce',
  'findOnce',
  'takeOnce',
  'saveLoginPage',
  'deleteConsents',
  'rotateSigningKeys',
  'revokeSigningKey',
  'createTicket',
  'findTicket',
  'saveEmailTemplate',
  'savePromptTexts',
  'saveLegacyTotal',
  'claimLegacyCount',
  'claimLegacyCounts',
  'isMemberAddress',
  'updateMember',
  'changeMemberPassword',
  'createSession',
  'touchSession',
  'setSetupLink',
  'findMemberLink',
  'renewInvitation',
  'takeTurn',
  'takeTokens',
  'deleteFullBuckets',
  'findJob',
] as const satisfies readonly (keyof AllOperations)[]

/** @returns id of the tenant whose share of the store an operation takes */
export function ownerOf(name: string, [owner]: readonly unknown[]): string | undefined {
  return OWNERLESS.has(name) || typeof owner !== 'string' ? undefined : owner
}

export type PointReads = typeof POINT_READS
type Scans = typeof SCANS
type Writes = typeof WRITES
export type AllOperations = PointReads & Scans & Writes

/** An engine that runs these operations. */
export type StoreEngine = Engine<PointReads, Scans, Writes>

/** Writes nothing: shows that writes work. */
function* ping(): Operation<void> {}
