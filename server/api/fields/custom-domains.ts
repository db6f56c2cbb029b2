/** Fields of custom domains. @module */
import type { FieldTable } from './row.ts'
import { fixed, kept, obeyed, only, told } from './row.ts'

const PROXY = 'TLS ends at the proxy in front of Ferry, which also has the certificates.'

const COMMON: FieldTable['rows'] = {
  ...kept(
    'The address of a client comes from the proxies of FERRY_TRUSTED_PROXIES.',
    'custom_client_ip_header',
  ),
  ...only('tls_policy', ['recommended'], PROXY),
  ...kept('Ferry gives them to no page and no email.', 'domain_metadata'),
  ...kept('Ferry has no passkeys.', 'relying_party_identifier'),
  ...told('custom_domain_id primary is_default status verification origin_domain_name certificate'),
  ...told('created_at updated_at'),
}

const TYPES = ['self_managed_certs', 'auth0_managed_certs']

/** Of POST. */
export const NEW_CUSTOM_DOMAIN_FIELDS: FieldTable = {
  rows: {
    ...obeyed('domain'),
    ...only('type', TYPES, `${PROXY} A domain reads as self_managed_certs.`),
    ...only('verification_method', ['txt'], 'Ferry looks for a TXT record.'),
    ...COMMON,
  },
}

/** Of PATCH. */
export const CUSTOM_DOMAIN_FIELDS: FieldTable = {
  rows: { ...fixed('Leave it out, or create another custom domain', 'domain type'), ...COMMON },
}

/** Of PATCH for the primary domain. */
export const PRIMARY_DOMAIN_FIELDS: FieldTable = { rows: obeyed('domain') }
