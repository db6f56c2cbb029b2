/** The template aspnet-simple-membership. @module */
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** ASP.NET Simple Membership (MVC 4). */
export const aspnetSimpleMembership: Template = {
  id: 'aspnet-simple-membership',
  name: 'ASP.NET Simple Membership (MVC 4)',
  description:
    'The tables UserProfile and webpages_Membership of ASP.NET MVC 4 in SQL Server.\n' +
    'The user name is the email; hashes are PBKDF2 with HMAC-SHA1.',
  database: 'SQL Server 2012 and later, Azure SQL Database',
  driver: 'mssql',
  configuration: [
    {
      key: 'ASPNET_HOST',
      description: 'Host name of the SQL Server',
      example: 'legacy-db.example.com',
      required: true,
    },
    { key: 'ASPNET_PORT', description: 'Its port, if not 1433', example: '1433', required: false },
    {
      key: 'ASPNET_USER',
      description: 'Name of a database user who may read and write the table',
      example: 'ferry',
      required: true,
    },
    { key: 'ASPNET_PASSWORD', description: 'Password of that database user', example: '…', required: true },
    { key: 'ASPNET_DATABASE', description: 'Name of the database', example: 'shop', required: true },
    {
      key: 'ASPNET_CA',
      description: 'Certificate of the authority that signed the server’s, as PEM, unless it is a public one',
      example: '-----BEGIN CERTIFICATE-----…',
      required: false,
    },
    {
      key: 'ASPNET_ENCRYPT',
      description: '"false" for a server without encryption',
      example: 'false',
      required: false,
    },
  ],
  store: {
    dialect: 'tsql',
    hash: 'PBKDF2 with HMAC-SHA1, 1,000 rounds',
    tables: [
      tableOf('UserProfile', [
        ['UserId', 'INT, primary key', 'user_id'],
        ['UserName', 'NVARCHAR(56), unique', 'email'],
      ]),
      tableOf('webpages_Membership', [
        ['UserId', 'INT, primary key', 'user_id'],
        ['CreateDate', 'DATETIME', 'written by create'],
        ['IsConfirmed', 'BIT', 'email_verified'],
        ['PasswordFailuresSinceLastSuccess', 'INT', 'written by create'],
        ['Password', 'NVARCHAR(128)', 'checked, never stored'],
        ['PasswordChangedDate', 'DATETIME', 'written by create'],
        ['PasswordSalt', 'NVARCHAR(128)', 'written by create'],
      ]),
      tableOf('webpages_OAuthMembership', [['UserId', 'INT', 'removed by delete']]),
      tableOf('webpages_UsersInRoles', [['UserId', 'INT', 'removed by delete']]),
    ],
  },
  schema: readTemplateFile(import.meta.dirname, 'schema.sql'),
  sample: {
    ...readTemplateFile(import.meta.dirname, 'sample.sql'),
    users: [
      { email: 'Ann@Example.com', password: 'password', email_verified: true },
      { email: 'bob@example.com', password: 'Password!', email_verified: false },
    ],
  },
  scripts: readScripts(import.meta.dirname),
}
