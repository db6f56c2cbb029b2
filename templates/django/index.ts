/** The template django. @module */
import { WITHOUT } from '../optional-columns.ts'
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** Users of a Django project. */
export const django: Template = {
  id: 'django',
  name: 'Django',
  description:
    'Users of django.contrib.auth in PostgreSQL, with every hash that Django knows.\n' +
    'Log in by email or username; accounts that are not active are refused.',
  database: 'Django 1.4 to 5, in PostgreSQL',
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
    { key: 'POSTGRES_DATABASE', description: 'Name of the database', example: 'django', required: true },
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
    hash: 'PBKDF2, Argon2, bcrypt, scrypt',
    tables: [
      tableOf('auth_user', [
        ['id', 'SERIAL, primary key', 'user_id'],
        ['username', 'VARCHAR(150), unique', 'username', WITHOUT.username],
        ['email', 'VARCHAR(254)', 'email'],
        ['first_name', 'VARCHAR(150)', 'given_name', WITHOUT.given_name],
        ['last_name', 'VARCHAR(150)', 'family_name', WITHOUT.family_name],
        ['is_active', 'BOOLEAN', 'FALSE is refused', WITHOUT.blocked],
        ['password', 'VARCHAR(128), PBKDF2 and others', 'checked, never stored'],
        ['is_superuser', 'BOOLEAN', 'written for new users', WITHOUT.written],
        ['is_staff', 'BOOLEAN', 'written for new users', WITHOUT.written],
        ['date_joined', 'TIMESTAMPTZ', 'written for new users', WITHOUT.written],
      ]),
      tableOf('auth_user_groups', [['user_id', 'INTEGER', 'goes with the user']]),
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
        email_verified: false,
      },
      { email: 'bob@example.com', password: 'Zürich ☃ 2012', email_verified: false },
    ],
  },
  scripts: readScripts(import.meta.dirname),
}
