/** The template drupal-7. @module */
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** Users of a Drupal 7 site. */
export const drupal7: Template = {
  id: 'drupal-7',
  name: 'Drupal 7',
  description:
    'Users of a Drupal 7 site, with its SHA-512 hashes and those that an update from Drupal 6 left.\n' +
    'Log in by email or username; blocked accounts are refused.',
  database: 'Drupal 7, in MySQL or MariaDB',
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
    { key: 'MYSQL_DATABASE', description: 'Name of the database', example: 'drupal', required: true },
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
    hash: 'SHA-512 in the manner of phpass',
    tables: [
      tableOf('users', [
        ['uid', 'INT UNSIGNED, primary key', 'user_id'],
        ['name', 'VARCHAR(60), unique', 'username'],
        ['mail', 'VARCHAR(254)', 'email'],
        ['status', 'TINYINT', '0 is refused as blocked'],
        ['pass', 'VARCHAR(128), SHA-512', 'checked, never stored'],
        ['init', 'VARCHAR(254)', 'written for new users'],
        ['created', 'INT', 'written for new users'],
      ]),
      tableOf('sequences', []),
      tableOf('users_roles', [['uid', 'INT UNSIGNED', 'goes with the user']]),
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
