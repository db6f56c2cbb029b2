/** The template drupal-10. @module */
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** Users of a Drupal site of today. */
export const drupal10: Template = {
  id: 'drupal-10',
  name: 'Drupal 8 to 11',
  description:
    'Users of a Drupal 8 to 11 site, with bcrypt hashes (since 10.1) and SHA-512 ones from before.\n' +
    'Log in by email or username; blocked accounts are refused. Drupal caches users: clear its cache after changes by scripts.',
  database: 'Drupal 8 to 11, in MySQL or MariaDB',
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
    hash: 'bcrypt, SHA-512 in the manner of phpass',
    tables: [
      tableOf('users_field_data', [
        ['uid', 'INT UNSIGNED, primary key', 'user_id'],
        ['name', 'VARCHAR(60), unique', 'username'],
        ['mail', 'VARCHAR(254)', 'email'],
        ['status', 'TINYINT', '0 is refused as blocked'],
        ['pass', 'VARCHAR(255), bcrypt or SHA-512', 'checked, never stored'],
        ['langcode', 'VARCHAR(12)', 'written for new users'],
        ['preferred_langcode', 'VARCHAR(12)', 'written for new users'],
        ['default_langcode', 'TINYINT', '1 in the row that counts'],
        ['init', 'VARCHAR(254)', 'written for new users'],
        ['created', 'INT', 'written for new users'],
        ['changed', 'INT', 'written for new users'],
      ]),
      tableOf('users', [
        ['uid', 'INT UNSIGNED, primary key', 'user_id'],
        ['uuid', 'VARCHAR(128), unique', 'written for new users'],
        ['langcode', 'VARCHAR(12)', 'written for new users'],
      ]),
      tableOf('user__roles', [['entity_id', 'INT UNSIGNED', 'goes with the user']]),
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
