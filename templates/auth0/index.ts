/** The template auth0. @module */
import type { Template } from '../template.ts'
import { readScripts } from '../template.ts'

/** A database connection of an Auth0 tenant. */
export const auth0: Template = {
  id: 'auth0',
  name: 'Auth0',
  description:
    'Users of a database connection at Auth0, asked by the password-realm grant and the Management API; they keep their ids.\n' +
    'Auth0 counts attempts by address: turn on enable_script_context and trust the application with auth0-forwarded-for.',
  database: 'Auth0',
  configuration: [
    {
      key: 'AUTH0_URL',
      description: 'Address of the tenant (Settings of any application, Domain)',
      example: 'https://example.eu.auth0.com',
      required: true,
    },
    {
      key: 'AUTH0_CLIENT_ID',
      description:
        'A regular web application of its own, with the grants Password and Client Credentials, the scope read:users of the Management API, and "Trust Token Endpoint IP Header" on',
      example: 'AaiyAPdpYdesoKnqjj8HJqRn4T5titww',
      required: true,
    },
    {
      key: 'AUTH0_CLIENT_SECRET',
      description: 'Secret of that application (authentication method: POST)',
      example: '…',
      required: true,
    },
    {
      key: 'AUTH0_CONNECTION',
      description: 'Name of the database connection, which is enabled for the application',
      example: 'Username-Password-Authentication',
      required: true,
    },
    {
      key: 'AUTH0_AUDIENCE',
      description: 'Audience of the Management API, where AUTH0_URL is a domain of your own',
      example: 'https://example.eu.auth0.com/api/v2/',
      required: false,
    },
  ],
  scripts: readScripts(import.meta.dirname),
}
