/** The template mysql. @module */
import { WITHOUT } from '../optional-columns.ts'
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** MySQL. */
export const mysql: Template = {
  id: 'mysql',
  name: 'MySQL',
  description:
    'A table of users in MySQL or MariaDB, with bcrypt hashes.\n' +
    'Log in by email or username; the connection is encrypted when an authority’s certificate is given.',
  database: 'MySQL 5.7 to 9, MariaDB 10.6 and later',
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
      description: 'Name of a database user who may read and write the table',
      example: 'ferry',
      required: true,
    },
    { key: 'MYSQL_PASSWORD', description: 'Password of that database user', example: '…', required: true },
    { key: 'MYSQL_DATABASE', description: 'Name of the database', example: 'shop', required: true },
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
    hash: 'bcrypt',
    tables: [
      tableOf('users', [
        ['id', 'INT UNSIGNED, primary key', 'user_id'],
        ['email', 'VARCHAR(254), unique', 'email'],
        ['username', 'VARCHAR(128), unique', 'username', WITHOUT.username],
        ['nickname', 'VARCHAR(100)', 'nickname', WITHOUT.nickname],
        ['password', 'VARCHAR(100), bcrypt', 'checked, never stored'],
        ['email_verified', 'BOOLEAN', 'email_verified', WITHOUT.email_verified],
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
