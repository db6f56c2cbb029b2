/** The template wordpress. @module */
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** Users of a WordPress site. */
export const wordpress: Template = {
  id: 'wordpress',
  name: 'WordPress',
  description:
    'Users of a WordPress site, with password hashes of all its ages: MD5, phpass, bcrypt.\n' +
    'Log in by email or username; change the prefix wp_ under "Names" if your tables have another.',
  database: 'WordPress 2 to 6, in MySQL or MariaDB',
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
    { key: 'MYSQL_DATABASE', description: 'Name of the database', example: 'wordpress', required: true },
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
    hash: 'phpass, bcrypt, MD5',
    tables: [
      tableOf('wp_users', [
        ['ID', 'BIGINT UNSIGNED, primary key', 'user_id'],
        ['user_login', 'VARCHAR(60)', 'username'],
        ['user_email', 'VARCHAR(100)', 'email'],
        ['display_name', 'VARCHAR(250)', 'nickname'],
        ['user_pass', 'VARCHAR(255), phpass and others', 'checked, never stored'],
        ['user_nicename', 'VARCHAR(50)', 'written for new users'],
        ['user_registered', 'DATETIME', 'written for new users'],
      ]),
      tableOf('wp_usermeta', [['user_id', 'BIGINT UNSIGNED', 'goes with the user']]),
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
