/** What each write endpoint grants, and how it is tried: the table of `powers.test.ts`. @module */
import { OWNER } from '../../support/members.ts'

/** Ids of the most powerful objects of the tenant. */
export interface Mighty {
  client: string
  grant: string
  owner: string
  editor: string
  /** Invitations of an owner and of an editor. */
  invited_owner: string
  invited_editor: string
  connection: string
  /** Scopes of all kinds, none of which the caller has. */
  powers: string[]
  audience: string
  /** A session of a user, and the ID of a refresh token of that session. */
  session: string
  refresh_token: string
  further_refresh_token: string
  /** A client that may do nothing yet. */
  bare: string
  api: string
  /** A custom domain that waits for its record. */
  domain: string
  /** A signing key that was current, and has signed nothing. */
  previous_key: string
}

type Tries = (mighty: Mighty) => [path: string, body?: unknown][]

type Row =
  /** Afterwards somebody can do more: granting what the caller lacks is refused, as in each of these tries. */
  | { grants: 'power'; tries: Tries }
  /** Afterwards nobody can do more or less. */
  | { grants: 'nothing'; because: string; tries: Tries }

const power = (tries: Tries): Row => ({ grants: 'power', tries })
const nothing = (because: string, tries: Tries): Row => ({ grants: 'nothing', because, tries })

const CONNECTIONS = 'a connection is where users come from; users have no power over Ferry'
const USERS = 'users have no power over Ferry: their own tokens open what concerns themselves alone'
const APIS = 'an API of the tenant has no scope of the Management API, and no grant'
const DOMAINS = 'at its own host names a tenant grants what it grants elsewhere'
const SETTINGS = 'no setting gives anybody a scope'
export const PROGRAM = 'function login (email, password, callback) { callback(null) }'
export const NEW_PASSWORD = 'the weather of seven mondays'

/** Every endpoint that changes something and needs a scope. A new one is added here, and only here can it be. */
export const WRITES: { [operation: string]: Row } = {
  'post /api/v2/members': power(({ powers }) => {
    const roles = ['owner', 'admin', 'editor', 'viewer', 'support']
    const member = (role: string) => ({
      email: `${role}-${powers.length}@example.com`,
      password: NEW_PASSWORD,
      role,
    })
    return roles.map((role) => ['members', member(role)])
  }),
  'post /api/v2/member-invitations': power(({ powers }) =>
    ['owner', 'admin', 'editor', 'viewer', 'support'].map((role) => [
      'member-invitations',
      { email: `${role}-${powers.length}@invited.example.com`, role },
    ]),
  ),
  'post /api/v2/member-invitations/{id}/send': power(({ invited_owner, invited_editor }) => [
    [`member-invitations/${invited_owner}/send`, {}],
    [`member-invitations/${invited_editor}/send`, {}],
  ]),
  'delete /api/v2/member-invitations/{id}': power(({ invited_owner, invited_editor }) => [
    [`member-invitations/${invited_owner}`],
    [`member-invitations/${invited_editor}`],
  ]),
  'post /api/v2/members/{id}/password-link': power(({ owner, editor }) => [
    [`members/${owner}/password-link`, {}],
    [`members/${editor}/password-link`, {}],
  ]),
  'patch /api/v2/members/{id}': power(({ owner, editor }) => [
    [`members/${owner}`, { password: NEW_PASSWORD }],
    [`members/${owner}`, { role: 'viewer' }],
    [`members/${owner}`, { name: 'Renamed' }],
    [`members/${editor}`, { password: NEW_PASSWORD }],
    [`members/${editor}`, { role: 'owner' }],
    [`members/${editor}`, { role: 'support' }],
  ]),
  'delete /api/v2/members/{id}': power(({ owner, editor }) => [[`members/${owner}`], [`members/${editor}`]]),
  'post /api/v2/clients': nothing('a new client has no grant, and so no scope', () => [
    ['clients', { name: 'new', is_first_party: true }],
    // Unknown members are refused, those that would be power too.
    ['clients', { name: 'new', api_scopes: ['*'] }],
  ]),
  'patch /api/v2/clients/{id}': power(({ client, bare }) => [
    [`clients/${client}`, { token_endpoint_auth_method: 'none' }],
    [`clients/${client}`, { grant_types: [] }],
    [`clients/${client}`, { name: 'Renamed' }],
    [`clients/${client}`, { callbacks: ['https://evil.example/'] }],
    [`clients/${client}`, {}],
    // One that may nothing is anybody's to change, and may nothing afterwards.
    [`clients/${bare}`, { token_endpoint_auth_method: 'client_secret_basic' }],
  ]),
  'delete /api/v2/clients/{id}': power(({ client }) => [[`clients/${client}`]]),
  'post /api/v2/clients/{id}/credentials': power(({ client }) => [
    [`clients/${client}/credentials`, { credential_type: 'public_key', pem: 'a key' }],
  ]),
  'patch /api/v2/clients/{id}/credentials/{credential_id}': power(({ client }) => [
    [`clients/${client}/credentials/cred_0000000000000000`, { expires_at: null }],
  ]),
  'delete /api/v2/clients/{id}/credentials/{credential_id}': power(({ client }) => [
    [`clients/${client}/credentials/cred_0000000000000000`],
  ]),
  'post /api/v2/clients/{id}/rotate-secret': power(({ client }) => [[`clients/${client}/rotate-secret`, {}]]),
  'post /api/v2/resource-servers': nothing(APIS, () => [
    ['resource-servers', { identifier: 'https://orders.example.com', scopes: [{ value: 'read:orders' }] }],
    ['resource-servers', { identifier: 'https://other.example/api/v2/', scopes: [{ value: 'read:users' }] }],
  ]),
  'patch /api/v2/resource-servers/{id}': nothing(APIS, ({ api }) => [
    [`resource-servers/${api}`, { scopes: [{ value: 'read:users' }] }],
    ['resource-servers/api_management', { scopes: [{ value: 'read:everything' }] }],
  ]),
  'delete /api/v2/resource-servers/{id}': nothing(APIS, () => [
    ['resource-servers/api_nobody'],
    ['resource-servers/api_management'],
  ]),
  'post /api/v2/custom-domains': nothing(DOMAINS, () => [
    ['custom-domains', { domain: 'other.example.com' }],
    ['custom-domains', { domain: 'localhost' }],
  ]),
  'patch /api/v2/custom-domains/default': nothing(DOMAINS, () => [
    ['custom-domains/default', {}],
    ['custom-domains/default', { domain: 'login.example.com' }],
  ]),
  'patch /api/v2/custom-domains/{id}': nothing(DOMAINS, ({ domain }) => [
    [`custom-domains/${domain}`, { domain_metadata: { a: 'b' } }],
  ]),
  'post /api/v2/custom-domains/{id}/verify': nothing(DOMAINS, ({ domain }) => [
    [`custom-domains/${domain}/verify`],
    ['custom-domains/cd_nobody/verify'],
  ]),
  'post /api/v2/operator/tenants/{name}/custom-domains/{domain}/verify': nothing(DOMAINS, () => [
    ['operator/tenants/default/custom-domains/login.example.com/verify'],
    ['operator/tenants/default/custom-domains/nobody.example.com/verify'],
  ]),
  'delete /api/v2/custom-domains/{id}': nothing(DOMAINS, ({ domain }) => [
    ['custom-domains/cd_nobody'],
    [`custom-domains/${domain}`],
  ]),
  'post /api/v2/client-grants': power(({ client, bare, powers, audience }) => [
    ...powers.map((scope): [string, unknown] => [
      'client-grants',
      { client_id: bare, audience, scope: [scope] },
    ]),
    ['client-grants', { client_id: bare, audience: 'https://other.example/api/v2/', scope: powers }],
    ['client-grants', { client_id: client, audience, scope: [] }],
  ]),
  'patch /api/v2/client-grants/{id}': power(({ grant, powers }) => [
    [`client-grants/${grant}`, { scope: [] }],
    [`client-grants/${grant}`, { scope: powers }],
  ]),
  'delete /api/v2/client-grants/{id}': power(({ grant }) => [[`client-grants/${grant}`]]),
  'post /api/v2/keys/signing/rotate': nothing('the keys of a tenant sign what it grants, and no more', () => [
    ['keys/signing/rotate'],
  ]),
  'put /api/v2/keys/signing/{kid}/revoke': nothing(
    'a revoked key takes access away, from whomever',
    ({ previous_key }) => [[`keys/signing/${previous_key}/revoke`], ['keys/signing/unknown/revoke']],
  ),
  'post /api/v2/operator/tenants': nothing(
    'a new tenant is empty: its first client has power over nothing else',
    () => [
      ['operator/tenants', { name: 'fresh' }],
      ['operator/tenants', { name: 'default' }],
    ],
  ),
  'delete /api/v2/operator/tenants/{name}': nothing(
    'who manages tenants may delete any but the operator’s own',
    () => [['operator/tenants/default'], ['operator/tenants/fresh']],
  ),
  'patch /api/v2/tenants/settings': nothing(SETTINGS, () => [
    ['tenants/settings', { ferry_recent_sign_in: false, flags: {} }],
  ]),
  'patch /api/v2/prompts': nothing(SETTINGS, () => [['prompts', { identifier_first: true }]]),
  'put /api/v2/prompts/{prompt}/custom-text/{language}': nothing(SETTINGS, () => [
    ['prompts/login/custom-text/en', { login: { title: 'Welcome' } }],
  ]),
  'patch /api/v2/branding': nothing(SETTINGS, () => [['branding', { colors: { primary: '#000000' } }]]),
  'patch /api/v2/attack-protection/brute-force-protection': nothing(SETTINGS, () => [
    ['attack-protection/brute-force-protection', { enabled: false }],
  ]),
  'patch /api/v2/attack-protection/suspicious-ip-throttling': nothing(SETTINGS, () => [
    ['attack-protection/suspicious-ip-throttling', { enabled: false }],
  ]),
  'post /api/v2/email-templates': nothing('mails go to users; members get none', () => [
    ['email-templates', { template: 'verify_email', subject: 'Hello', body: '{{ url }}' }],
  ]),
  'patch /api/v2/email-templates/{name}': nothing('mails go to users; members get none', () => [
    ['email-templates/verify_email', { subject: 'Hello' }],
  ]),
  'put /api/v2/email-templates/{name}': nothing('mails go to users; members get none', () => [
    ['email-templates/reset_email', { subject: 'Hello', body: '{{ url }}' }],
  ]),
  'post /api/v2/tickets/password-change': nothing(USERS, ({ connection }) => [
    ['tickets/password-change', { user_id: 'auth0|7' }],
    // Members are no users, whatever their address.
    ['tickets/password-change', { connection_id: connection, email: OWNER.email }],
  ]),
  'post /api/v2/tickets/email-verification': nothing(USERS, () => [
    ['tickets/email-verification', { user_id: 'auth0|7' }],
  ]),
  'post /api/v2/jobs/verification-email': nothing(USERS, () => [
    ['jobs/verification-email', { user_id: 'auth0|7' }],
  ]),
  // Before the rows that end what the user has.
  'delete /api/v2/device-credentials/{id}': nothing(USERS, ({ further_refresh_token }) => [
    [`device-credentials/${further_refresh_token}`],
  ]),
  'delete /api/v2/refresh-tokens/{id}': nothing(USERS, ({ refresh_token }) => [
    [`refresh-tokens/${refresh_token}`],
  ]),
  'post /api/v2/sessions/{id}/revoke': nothing(USERS, ({ session }) => [[`sessions/${session}/revoke`, {}]]),
  'post /api/v2/users': nothing(USERS, () => [
    [
      'users',
      {
        connection: 'local',
        email: OWNER.email,
        password: 'Another Secret 1',
        app_metadata: { role: 'owner' },
      },
    ],
  ]),
  'patch /api/v2/users/{id}': nothing(USERS, () => [
    ['users/auth0%7C7', { password: 'Another Secret 1', connection: 'legacy' }],
    ['users/auth0%7C7', { app_metadata: { role: 'owner', scopes: ['*'] } }],
  ]),
  'post /api/v2/users/{id}/identities': nothing(USERS, () => [
    ['users/auth0%7C7/identities', { provider: 'auth0', user_id: '8' }],
  ]),
  'delete /api/v2/users/{id}/identities/{provider}/{user_id}': nothing(USERS, () => [
    ['users/auth0%7C7/identities/auth0/8'],
  ]),
  'delete /api/v2/users/{id}/login-names': nothing(USERS, () => [
    ['users/auth0%7C7/login-names?connection=legacy&name=4711'],
  ]),
  'delete /api/v2/users/{id}/sessions': nothing(USERS, () => [['users/auth0%7C7/sessions']]),
  'delete /api/v2/users/{id}/refresh-tokens': nothing(USERS, () => [['users/auth0%7C7/refresh-tokens']]),
  'delete /api/v2/grants/{id}': nothing(USERS, () => [['grants/cns_0000000000000000']]),
  'delete /api/v2/grants': nothing(USERS, () => [['grants?user_id=auth0%7C7']]),
  'delete /api/v2/sessions/{id}': nothing(USERS, () => [['sessions/ses_0000000000000000000000']]),
  'delete /api/v2/users/{id}': nothing(USERS, () => [['users/auth0%7C9']]),
  'delete /api/v2/connections/{id}/users': nothing(USERS, ({ connection }) => [
    [`connections/${connection}/users?email=nobody@example.com`],
  ]),
  'delete /api/v2/user-blocks': nothing(USERS, () => [[`user-blocks?identifier=${OWNER.email}`]]),
  'delete /api/v2/user-blocks/{id}': nothing(USERS, () => [['user-blocks/auth0%7C7']]),
  'post /api/v2/connections': nothing(CONNECTIONS, ({ client }) => [
    ['connections', { name: 'another', strategy: 'auth0', enabled_clients: [client] }],
  ]),
  'patch /api/v2/connections/{id}': nothing(CONNECTIONS, ({ connection, client }) => [
    [`connections/${connection}`, { enabled_clients: [client], display_name: 'x' }],
  ]),
  'patch /api/v2/connections/{id}/clients': nothing(CONNECTIONS, ({ connection, client }) => [
    [`connections/${connection}/clients`, [{ client_id: client, status: false }]],
    [`connections/${connection}/clients`, [{ client_id: client, status: true }]],
  ]),
  'post /api/v2/connections/{id}/scripts/{name}/try': nothing(CONNECTIONS, ({ connection }) => [
    [
      `connections/${connection}/scripts/login/try`,
      { arguments: { email: 'ann@example.com', password: 'x' }, script: PROGRAM },
    ],
  ]),
  'post /api/v2/connections/{id}/try-login': nothing(CONNECTIONS, ({ connection, client }) => [
    [
      `connections/${connection}/try-login`,
      { identifier: 'ann@example.com', password: 'old-secret', mode: 'real', client_id: client },
    ],
  ]),
  // For members alone: a program is refused, whatever its scopes are.
  'post /api/v2/email-delivery/test': power(() => [['email-delivery/test', {}]]),
  'post /api/v2/clients/{id}/try-sign-in': power(({ client, bare }) => [
    [`clients/${client}/try-sign-in`, {}],
    [`clients/${bare}/try-sign-in`, { scope: 'openid' }],
  ]),
  'post /api/v2/clients/{id}/try-sign-in/claims': power(({ client, bare }) => [
    [`clients/${client}/try-sign-in/claims`, { code: 'x', state: 'x' }],
    [`clients/${bare}/try-sign-in/claims`, { code: 'x', state: 'x' }],
  ]),
  'post /api/v2/test-address': nothing('it looks up a name and connects to nothing', () => [
    ['test-address', { host: 'db.example.com', port: 5432 }],
  ]),
  'post /api/v2/connections/{id}/drift': nothing(CONNECTIONS, ({ connection }) => [
    [
      `connections/${connection}/drift`,
      { identifier: 'ann@example.com', password: 'x', scripts: { login: PROGRAM, get_user: PROGRAM } },
    ],
  ]),
  'put /api/v2/connections/{id}/migration/legacy-total': nothing(CONNECTIONS, ({ connection }) => [
    [`connections/${connection}/migration/legacy-total`, { total: 1 }],
  ]),
  'post /api/v2/connections/{id}/migration/legacy-total/count': nothing(CONNECTIONS, ({ connection }) => [
    [`connections/${connection}/migration/legacy-total/count`, {}],
  ]),
  'delete /api/v2/connections/{id}/migration/legacy-total': nothing(CONNECTIONS, ({ connection }) => [
    [`connections/${connection}/migration/legacy-total`],
  ]),
  'delete /api/v2/connections/{id}/migration/people': nothing(USERS, ({ connection }) => [
    [`connections/${connection}/migration/people?identifier=ann`],
  ]),
  'post /api/v2/connections/{id}/complete-migration': nothing(CONNECTIONS, ({ connection }) => [
    [`connections/${connection}/complete-migration`, {}],
  ]),
  'post /api/v2/connections/{id}/versions': nothing(CONNECTIONS, ({ connection }) => [
    [`connections/${connection}/versions`, { force: true }],
  ]),
  'post /api/v2/connections/{id}/versions/{version}/restore': nothing(CONNECTIONS, ({ connection }) => [
    [`connections/${connection}/versions/1/restore`, {}],
  ]),
  'put /api/v2/connections/{id}/draft': nothing(CONNECTIONS, ({ connection }) => [
    [`connections/${connection}/draft`, { scripts: { login: PROGRAM } }],
  ]),
  'delete /api/v2/connections/{id}/draft': nothing(CONNECTIONS, ({ connection }) => [
    [`connections/${connection}/draft`],
  ]),
  'put /api/v2/connections/{id}/configuration/{key}': nothing(CONNECTIONS, ({ connection }) => [
    [`connections/${connection}/configuration/KEY`, { value: 'x' }],
  ]),
  'patch /api/v2/connections/{id}/configuration': nothing(CONNECTIONS, ({ connection }) => [
    [`connections/${connection}/configuration`, { secret: {} }],
  ]),
  'delete /api/v2/connections/{id}/configuration/{key}': nothing(CONNECTIONS, ({ connection }) => [
    [`connections/${connection}/configuration/KEY`],
  ]),
  'delete /api/v2/connections/{id}': nothing(CONNECTIONS, () => [['connections/con_none']]),
  'post /api/v2/sample-store': nothing(CONNECTIONS, ({ client }) => [
    ['sample-store', { enabled_clients: [client] }],
  ]),
  'delete /api/v2/sample-store': nothing(CONNECTIONS, () => [['sample-store']]),
  'post /api/v2/connections/{id}/test': nothing(CONNECTIONS, ({ connection }) => [
    [`connections/${connection}/test`, {}],
  ]),
  'post /api/v2/templates/{id}/test': nothing('nothing is stored', () => [
    ['templates/postgresql/test', { configuration: {} }],
  ]),
  'post /api/v2/templates/{id}/rename': nothing('nothing is stored', () => [
    ['templates/postgresql/rename', { tables: {} }],
  ]),
}
