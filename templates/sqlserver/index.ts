/** The template sqlserver. @module */
import { WITHOUT } from '../optional-columns.ts'
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** SQL Server. */
export const sqlServer: Template = {
  id: 'sqlserver',
  name: 'SQL Server',
  description:
    'A table of users in Microsoft SQL Server, with bcrypt hashes.\n' +
    'Log in by email or username; the connection is encrypted unless the configuration says otherwise.',
  database: 'SQL Server 2012 and later',
  driver: 'mssql',
  configuration: [
    {
      key: 'SQLSERVER_HOST',
      description: 'Host name of the SQL Server',
      example: 'legacy-db.example.com',
      required: true,
    },
    { key: 'SQLSERVER_PORT', description: 'Its port, if not 1433', example: '1433', required: false },
    {
      key: 'SQLSERVER_USER',
      description: 'Name of a database user who may read and write the table',
      example: 'ferry',
      required: true,
    },
    {
      key: 'SQLSERVER_PASSWORD',
      description: 'Password of that database user',
      example: '…',
      required: true,
    },
    { key: 'SQLSERVER_DATABASE', description: 'Name of the database', example: 'shop', required: true },
    {
      key: 'SQLSERVER_CA',
      description: 'Certificate of the authority that signed the server’s, as PEM, unless it is a public one',
      example: '-----BEGIN CERTIFICATE-----…',
      required: false,
    },
    {
      key: 'SQLSERVER_ENCRYPT',
      description: '"false" for a server without encryption',
      example: 'false',
      required: false,
    },
  ],
  store: {
    dialect: 'tsql',
    hash: 'bcrypt',
    tables: [
      tableOf('dbo.Users', [
        ['Id', 'INT, primary key', 'user_id'],
        ['Email', 'NVARCHAR(254), unique', 'email'],
        ['Username', 'NVARCHAR(128), unique', 'username', WITHOUT.username],
        ['Nickname', 'NVARCHAR(100)', 'nickname', WITHOUT.nickname],
        ['Password', 'NVARCHAR(100), bcrypt', 'checked, never stored'],
        ['Email_Verified', 'BIT', 'email_verified', WITHOUT.email_verified],
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
