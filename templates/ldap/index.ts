/** The template ldap. @module */
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** LDAP. */
export const ldap: Template = {
  id: 'ldap',
  name: 'LDAP',
  description:
    'People below one entry of an LDAP directory such as OpenLDAP; a login is a bind.\n' +
    'Log in by mail or uid; the directory itself hashes and checks passwords.',
  database: 'OpenLDAP 2.4 and later, other directories of LDAP version 3 with RFC 3062 and entryUUID',
  driver: 'ldapts',
  configuration: [
    {
      key: 'LDAP_URL',
      description: 'Address of the directory; ldaps:// encrypts',
      example: 'ldaps://ldap.example.com',
      required: true,
    },
    {
      key: 'LDAP_BIND_DN',
      description: 'DN of an entry that may read and write people',
      example: 'cn=ferry,dc=example,dc=com',
      required: true,
    },
    { key: 'LDAP_BIND_PASSWORD', description: 'Password of that entry', example: '…', required: true },
    {
      key: 'LDAP_BASE_DN',
      description: 'DN of the entry that people are below',
      example: 'ou=people,dc=example,dc=com',
      required: true,
    },
    {
      key: 'LDAP_CA',
      description:
        'Certificate of the authority that signed the server’s, as PEM; with ldap:// the connection is encrypted by StartTLS then',
      example: '-----BEGIN CERTIFICATE-----…',
      required: false,
    },
  ],
  store: {
    dialect: 'ldap',
    hash: 'by the directory: a login is a bind',
    tables: [
      tableOf('inetOrgPerson', [
        ['entryUUID', 'UUID, of the directory', 'user_id'],
        ['mail', 'ASCII text', 'email'],
        ['mailVerified', 'TRUE or FALSE', 'email_verified'],
        ['uid', 'text', 'username'],
        ['displayName', 'text', 'nickname'],
      ]),
    ],
  },
  schema: readTemplateFile(import.meta.dirname, 'schema.ldif'),
  sample: {
    ...readTemplateFile(import.meta.dirname, 'sample.ldif'),
    users: [
      {
        email: 'Ann@Example.com',
        username: 'Ann',
        password: 'correct horse battery staple',
        email_verified: true,
      },
      { email: 'bob@example.com', password: 'Zürich ☃ 2012', email_verified: false },
    ],
  },
  scripts: readScripts(import.meta.dirname),
}
