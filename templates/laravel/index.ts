/** The template laravel. @module */
import { WITHOUT } from '../optional-columns.ts'
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** Users of a Laravel application. */
export const laravel: Template = {
  id: 'laravel',
  name: 'Laravel',
  description:
    'The users table of a Laravel application in MySQL, with bcrypt or Argon2 hashes.\n' +
    'Log in by email; an address is verified when email_verified_at is set.',
  database: 'Laravel 5 to 12, in MySQL or MariaDB',
  driver: 'mysql2',
  configuration: [
    {
      key: 'MYSQL_HOST',
      description: 'Host name of the MySQL server',
      example: 'legacy-db.example.com',
      required: true,
    },
    { key: 'MYSQL_PORT', description: 'Its port, if not 3306', example: '3306', required: false },
    {
      key: 'MYSQL_USER',
      description: 'Name of a database user who may read and write the tables',
      example: 'ferry',
      required: true,
    },
    { key: 'MYSQL_PASSWORD', description: 'Password of that database user', example: '…', required: true },
    { key: 'MYSQL_DATABASE', description: 'Name of the database', example: 'laravel', required: true },
    {
      key: 'MYSQL_CA',
      description:
        'Certificate of the authority that signed the server’s, as PEM; with it the connection is encrypted',
      example: '-----BEGIN CERTIFICATE-----…',
      required: false,
    },
  ],
  store: {
    dialect: 'mysql',
    hash: 'bcrypt, Argon2',
    tables: [
      tableOf('users', [
        ['id', 'BIGINT UNSIGNED, primary key', 'user_id'],
        ['name', 'VARCHAR(255)', 'name', WITHOUT.name],
        ['email', 'VARCHAR(255), unique', 'email'],
        ['email_verified_at', 'TIMESTAMP', 'email_verified', WITHOUT.email_verified],
        ['password', 'VARCHAR(255), bcrypt or Argon2', 'checked, never stored'],
        ['remember_token', 'VARCHAR(100)', 'emptied with a new password', WITHOUT.written],
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
