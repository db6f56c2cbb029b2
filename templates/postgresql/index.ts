/** The template postgresql. @module */
import { WITHOUT } from '../optional-columns.ts'
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** PostgreSQL. */
export const postgresql: Template = {
  id: 'postgresql',
  name: 'PostgreSQL',
  description:
    'A table of users in PostgreSQL, with bcrypt hashes.\n' +
    'Log in by email or username; the connection is encrypted when an authority’s certificate is given.',
  database: 'PostgreSQL 13 and later',
  driver: 'pg',
  configuration: [
    {
      key: 'POSTGRES_HOST',
      description: 'Host name of the PostgreSQL server',
      example: 'legacy-db.example.com',
      required: true,
    },
    { key: 'POSTGRES_PORT', description: 'Its port, if not 5432', example: '5432', required: false },
    {
      key: 'POSTGRES_USER',
      description: 'Name of a database user who may read and write the table',
      example: 'ferry',
      required: true,
    },
    { key: 'POSTGRES_PASSWORD', description: 'Password of that database user', example: '…', required: true },
    { key: 'POSTGRES_DATABASE', description: 'Name of the database', example: 'shop', required: true },
    {
      key: 'POSTGRES_CA',
      description:
        'Certificate of the authority that signed the server’s, as PEM; with it the connection is encrypted',
      example: '-----BEGIN CERTIFICATE-----…',
      required: false,
    },
  ],
  store: {
    dialect: 'postgresql',
    hash: 'bcrypt',
    tables: [
      tableOf('users', [
        ['id', 'integer, primary key', 'user_id'],
        ['email', 'text, unique', 'email'],
        ['username', 'text, unique', 'username', WITHOUT.username],
        ['nickname', 'text', 'nickname', WITHOUT.nickname],
        ['password', 'text, bcrypt', 'checked, never stored'],
        ['email_verified', 'boolean', 'email_verified', WITHOUT.email_verified],
      ]),
    ],
  },
  schema: readTemplateFile(import.meta.dirname, 'schema.sql'),
  sample: {
    ...readTemplateFile(import.meta.dirname, 'sample.sql'),
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
