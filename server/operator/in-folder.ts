/** The operator's commands without a server: in its data folder, or in the PostgreSQL that servers share. @module */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../common/config.ts'
import { normaliseIdentifier } from '../migration/identifiers/identifier.ts'
import { createPasswords } from '../password/hash.ts'
import { createHashGate, membersOf } from '../password/hash-gate.ts'
import { hasStore } from '../process/data-folder.ts'
import { openSecrets } from '../secrets/index.ts'
import { StoreStartError } from '../store/contract.ts'
import { openStore } from '../store/open.ts'
import { newAdminClient } from '../tenancy/clients.ts'
import { domainProblem } from '../tenancy/domain-names.ts'
import { DEFAULT_TENANT, localTenantUrl, ownHosts, publicUrl } from '../tenancy/tenants.ts'
import type { Operator } from './operator.ts'
import { CommandError, noMember } from './operator.ts'

/**
 * Opens the data folder of a server that does not run, or the PostgreSQL store, whether or not servers run.
 *
 * @param at.address of the server, once it runs; @param at.tenant_name whose members `setMemberPassword` looks at
 * @throws {CommandError} there is no store, or a server uses it @throws {StoreStartError} @throws {SecretsError}
 */
export async function inFolder(
  config: Config,
  { address, tenant_name }: { address: string; tenant_name: string },
): Promise<Operator> {
  const { data_dir } = config
  if (config.database === undefined && !existsSync(join(data_dir, 'ferry.db'))) {
    throw new CommandError(
      `There is no Ferry in the data folder ${data_dir}. Start the server once, or set FERRY_DATA_DIR to its folder`,
    )
  }
  const secrets = openSecrets({
    master: config.secret,
    previous: config.previous_secret,
    data_dir,
    may_make: !hasStore(data_dir),
  })
  const store = await openStore(config, secrets).catch((error: unknown) => {
    const isServing = error instanceof StoreStartError && error.code === 'in_use'
    if (!isServing || config.database !== undefined) throw error
    throw new CommandError(
      `A server is using the data folder ${data_dir}. Let this command ask it: set FERRY_ADMIN_CLIENT_ID and ` +
        'FERRY_ADMIN_CLIENT_SECRET, or give --client-id and --client-secret (and HOST and PORT, or --url). ' +
        'Or stop the server first.',
      { cause: error },
    )
  })
  const public_url = config.public_url ?? address
  const urls = { public_url, tenant_url: config.tenant_url ?? localTenantUrl({ public_url, address }) }
  return {
    async create(name) {
      const { client, ...made } = newAdminClient()
      const result = await store.createTenant(name, client)
      if (result.kind === 'name_taken') throw new CommandError(`A tenant ${name} exists already`)
      return { public_url: publicUrl(name, urls), ...made }
    },
    async verifyDomain(tenant_name, domain) {
      const tenant = await store.findTenantByName(tenant_name)
      if (!tenant) throw new CommandError(`There is no tenant ${tenant_name}`)
      const domains = await store.listCustomDomains(tenant.tenant_id)
      const found = domains.find((one) => one.domain === domain)
      const problem = domainProblem(domain, ownHosts(urls))
      if (!found || problem !== undefined) {
        throw new CommandError(
          problem === undefined
            ? `The tenant ${tenant_name} has no custom domain ${domain}: it is created first, with POST /api/v2/custom-domains`
            : `The domain ${problem}`,
        )
      }
      const { kind } = await store.verifyCustomDomain(tenant.tenant_id, found.custom_domain_id)
      if (kind === 'taken') throw new CommandError(`Another tenant has verified ${domain}`)
    },
    async list() {
      const tenants = await store.listTenants()
      return tenants.map((tenant) => ({ name: tenant.name, public_url: publicUrl(tenant.name, urls) }))
    },
    async delete(name) {
      if (name === DEFAULT_TENANT) throw new CommandError('The default tenant cannot be deleted')
      const tenant = await store.findTenantByName(name)
      if (!tenant) throw new CommandError(`There is no tenant ${name}`)
      await store.deleteTenant(tenant.tenant_id)
    },
    async setMemberPassword(email, password) {
      const tenant = await store.findTenantByName(tenant_name)
      if (!tenant) throw new CommandError(`There is no tenant ${tenant_name}`)
      const key = normaliseIdentifier(email)
      const members = await store.listMembers(tenant.tenant_id)
      const member = members.find((one) => normaliseIdentifier(one.email) === key)
      if (!member) throw noMember(email, members)
      const passwords = createPasswords(createHashGate(1))
      const password_hash = await passwords.hash(membersOf(tenant.tenant_id), password)
      await store.updateMember(tenant.tenant_id, member.member_id, { password_hash })
    },
    close: () => store.close(),
  }
}
