/** The template keycloak. @module */
import type { Template } from '../template.ts'
import { readScripts } from '../template.ts'

/** A realm of Keycloak, or of Red Hat's build of it. */
export const keycloak: Template = {
  id: 'keycloak',
  name: 'Keycloak',
  description:
    'Users of a Keycloak realm, asked by the direct access grant and the admin API.\n' +
    'Brute force detection of the realm counts wrong passwords as everywhere; people with a second factor cannot be asked.',
  database: 'Keycloak 17 and later',
  configuration: [
    {
      key: 'KEYCLOAK_URL',
      description: 'Address of Keycloak, with /auth at its end where the server has it',
      example: 'https://sso.example.com',
      required: true,
    },
    { key: 'KEYCLOAK_REALM', description: 'Name of the realm', example: 'customers', required: true },
    {
      key: 'KEYCLOAK_CLIENT_ID',
      description:
        'A confidential client with "Direct access grants" and "Service accounts roles"; its service account has the role view-users of realm-management',
      example: 'ferry',
      required: true,
    },
    { key: 'KEYCLOAK_CLIENT_SECRET', description: 'Secret of that client', example: '…', required: true },
  ],
  scripts: readScripts(import.meta.dirname),
}
