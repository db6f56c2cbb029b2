/** The template azure-sql. @module */
import { WITHOUT } from '../optional-columns.ts'
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** Azure SQL Database. */
export const azureSql: Template = {
  id: 'azure-sql',
  name: 'Azure SQL Database',
  description:
    'A table of users in Azure SQL Database, with bcrypt hashes.\n' +
    'Log in by email or username; the connection is always encrypted.',
  database: 'Azure SQL Database',
  driver: 'mssql',
  configuration: [
    {
      key: 'AZURE_SQL_HOST',
      description: 'Host name of the logical server',
      example: 'shop.database.windows.net',
      required: true,
    },
    { key: 'AZURE_SQL_PORT', description: 'Its port, if not 1433', example: '1433', required: false },
    {
      key: 'AZURE_SQL_USER',
      description: 'Name of a database user who may read and write the table',
      example: 'ferry',
      required: true,
    },
    {
      key: 'AZURE_SQL_PASSWORD',
      description: 'Password of that database user',
      example: '…',
      required: true,
    },
    { key: 'AZURE_SQL_DATABASE', description: 'Name of the database', example: 'shop', required: true },
    {
      key: 'AZURE_SQL_CA',
      description: 'Certificate of the authority that signed the server’s, as PEM, unless it is a public one',
      example: '-----BEGIN CERTIFICATE-----…',
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
