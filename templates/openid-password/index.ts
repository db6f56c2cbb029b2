/** The template openid-password. @module */
import type { Template } from '../template.ts'
import { readScripts } from '../template.ts'

/** Any OpenID provider that lets a client use the password grant. */
export const openidPassword: Template = {
  id: 'openid-password',
  name: 'OpenID provider with the password grant',
  description:
    'People of any OpenID provider that has the password grant, found by SCIM 2.0 until they have moved.\n' +
    'Providers count wrong passwords by the address of your server: ask yours to trust it.',
  database: 'OpenID Connect 1.0 with the grant password; SCIM 2.0',
  configuration: [
    {
      key: 'OIDC_ISSUER',
      description: 'Issuer, below which /.well-known/openid-configuration is',
      example: 'https://login.example.com',
      required: true,
    },
    {
      key: 'OIDC_CLIENT_ID',
      description: 'A client with the grant password',
      example: 'ferry',
      required: true,
    },
    {
      key: 'OIDC_CLIENT_SECRET',
      description: 'Secret of that client, if it has one',
      example: '…',
      required: false,
    },
    {
      key: 'OIDC_SCOPE',
      description: 'Scopes to ask for, where "openid profile email" is not right',
      example: 'openid profile email phone',
      required: false,
    },
    {
      key: 'SCIM_URL',
      description: 'Address of the provider’s SCIM 2.0 service, without /Users',
      example: 'https://login.example.com/scim/v2',
      required: false,
    },
    { key: 'SCIM_TOKEN', description: 'Bearer token for SCIM', example: '…', required: false },
  ],
  scripts: readScripts(import.meta.dirname),
}
