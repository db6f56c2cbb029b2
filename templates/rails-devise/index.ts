/** The template rails-devise. @module */
import { WITHOUT } from '../optional-columns.ts'
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** Users of a Rails application with Devise. */
export const railsDevise: Template = {
  id: 'rails-devise',
  name: 'Ruby on Rails with Devise',
  description:
    'The users table of Devise in PostgreSQL, with bcrypt hashes and the pepper of the application.\n' +
    'Log in by email; locked accounts are refused, and an address is verified when confirmed_at is set.',
  database: 'Devise 2 to 4, in PostgreSQL',
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
      description: 'Name of a database user who may read and write the tables',
      example: 'ferry',
      required: true,
    },
    { key: 'POSTGRES_PASSWORD', description: 'Password of that database user', example: '…', required: true },
    {
      key: 'POSTGRES_DATABASE',
      description: 'Name of the database',
      example: 'app_production',
      required: true,
    },
    {
      key: 'POSTGRES_CA',
      description:
        'Certificate of the authority that signed the server’s, as PEM; with it the connection is encrypted',
      example: '-----BEGIN CERTIFICATE-----…',
      required: false,
    },
    {
      key: 'DEVISE_PEPPER',
      description: 'The pepper of config/initializers/devise.rb, if it sets one',
      example: '…',
      required: false,
    },
  ],
  store: {
    dialect: 'postgresql',
    hash: 'bcrypt',
    tables: [
      tableOf('users', [
        ['id', 'BIGSERIAL, primary key', 'user_id'],
        ['email', 'VARCHAR, unique', 'email'],
        ['encrypted_password', 'VARCHAR, bcrypt', 'checked, never stored'],
        ['confirmed_at', 'TIMESTAMP', 'email_verified', WITHOUT.email_verified],
        ['locked_at', 'TIMESTAMP', 'refused when set', WITHOUT.blocked],
        ['created_at', 'TIMESTAMP', 'written for new users', WITHOUT.written],
        ['updated_at', 'TIMESTAMP', 'written at each change', WITHOUT.written],
      ]),
    ],
  },
  schema: readTemplateFile(import.meta.dirname, 'schema.sql'),
  sample: {
    ...readTemplateFile(import.meta.dirname, 'sample.sql'),
    users: [
      { email: 'Ann@Example.com', password: 'correct horse battery staple', email_verified: true },
      { email: 'bob@example.com', password: 'Zürich ☃ 2012', email_verified: false },
    ],
  },
  scripts: readScripts(import.meta.dirname),
}
