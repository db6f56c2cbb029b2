/** The template okta. @module */
import type { Template } from '../template.ts'
import { readScripts } from '../template.ts'

/** An Okta organisation. */
export const okta: Template = {
  id: 'okta',
  name: 'Okta',
  description:
    'People of an Okta organisation, asked by its Authentication API (/authn) and its Users API.\n' +
    'Okta counts requests and wrong passwords by address: turn on enable_script_context, which passes the address of the person.',
  database: 'Okta',
  configuration: [
    {
      key: 'OKTA_URL',
      description: 'Address of the organisation',
      example: 'https://example.okta.com',
      required: true,
    },
    {
      key: 'OKTA_API_TOKEN',
      description: 'API token of a Read-only Administrator (Security, API, Tokens)',
      example: '00Qbn…',
      required: true,
    },
  ],
  scripts: readScripts(import.meta.dirname),
}
