/** The template aspnet-identity. @module */
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** ASP.NET Identity. */
export const aspnetIdentity: Template = {
  id: 'aspnet-identity',
  name: 'ASP.NET Identity',
  description:
    'The table AspNetUsers of ASP.NET Core Identity in SQL Server.\n' +
    'Hashes of versions 2 and 3 are checked; new ones are of version 3 unless the configuration says otherwise.',
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
    {
      key: 'ASPNET_IDENTITY_HASH',
      description: '"2" when the application knows hashes of version 2 only',
      example: '2',
      required: false,
    },
  ],
  store: {
    dialect: 'tsql',
    hash: 'PBKDF2 of ASP.NET Identity, versions 2 and 3',
    tables: [
      tableOf('AspNetUsers', [
        ['Id', 'NVARCHAR(450), primary key', 'user_id'],
        ['UserName', 'NVARCHAR(256)', 'username'],
        ['NormalizedUserName', 'NVARCHAR(256), unique', 'found by'],
        ['Email', 'NVARCHAR(256)', 'email'],
        ['NormalizedEmail', 'NVARCHAR(256)', 'found by'],
        ['EmailConfirmed', 'BIT', 'email_verified'],
        ['PasswordHash', 'NVARCHAR(MAX)', 'checked, never stored'],
        ['SecurityStamp', 'NVARCHAR(MAX)', 'renewed with the password'],
        ['ConcurrencyStamp', 'NVARCHAR(MAX)', 'written by create'],
        ['PhoneNumberConfirmed', 'BIT', 'written by create'],
        ['TwoFactorEnabled', 'BIT', 'written by create'],
        ['LockoutEnd', 'DATETIMEOFFSET', 'refused until then'],
        ['LockoutEnabled', 'BIT', 'refused until then'],
        ['AccessFailedCount', 'INT', 'written by create'],
      ]),
    ],
  },
  schema: readTemplateFile(import.meta.dirname, 'schema.sql'),
  sample: {
    ...readTemplateFile(import.meta.dirname, 'sample.sql'),
    users: [
      { email: 'Ann@Example.com', username: 'Ann', password: 'my password', email_verified: true },
      { email: 'bob@example.com', password: 'my password', email_verified: false },
      { email: 'cleo@example.com', username: 'Cleo', password: 'my password', email_verified: true },
      { email: 'dan@example.com', username: 'Dan', password: 'my password', email_verified: true },
    ],
  },
  scripts: readScripts(import.meta.dirname),
}
