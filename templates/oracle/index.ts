/** The template oracle. @module */
import { WITHOUT } from '../optional-columns.ts'
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** Oracle. */
export const oracle: Template = {
  id: 'oracle',
  name: 'Oracle',
  description:
    'A table of users in Oracle Database, with bcrypt hashes.\n' +
    'Log in by email or username; the driver runs in thin mode, without Oracle’s client libraries.',
  database: 'Oracle Database 12.1 and later',
  driver: 'oracledb',
  configuration: [
    {
      key: 'ORACLE_CONNECT_STRING',
      description: 'Easy Connect string of the service; tcps:// encrypts',
      example: 'tcps://legacy-db.example.com:2484/SHOP',
      required: true,
    },
    {
      key: 'ORACLE_USER',
      description: 'Name of a database user who may read and write the table',
      example: 'ferry',
      required: true,
    },
    { key: 'ORACLE_PASSWORD', description: 'Password of that database user', example: '…', required: true },
  ],
  store: {
    dialect: 'oracle',
    hash: 'bcrypt',
    tables: [
      tableOf('USERS', [
        ['ID', 'NUMBER(10), primary key', 'user_id'],
        ['EMAIL', 'VARCHAR2(254 CHAR), unique', 'email'],
        ['USERNAME', 'VARCHAR2(128 CHAR), unique', 'username', WITHOUT.username],
        ['NICKNAME', 'VARCHAR2(100 CHAR)', 'nickname', WITHOUT.nickname],
        ['PASSWORD', 'VARCHAR2(100 CHAR), bcrypt', 'checked, never stored'],
        ['EMAIL_VERIFIED', 'VARCHAR2(5 CHAR), true or false', 'email_verified', WITHOUT.email_verified],
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
