/** The template aspnet-membership. @module */
import { tableOf } from '../store.ts'
import type { Template } from '../template.ts'
import { readScripts, readTemplateFile } from '../template.ts'

/** ASP.NET Membership Provider (MVC 3, Universal Providers). */
export const aspnetMembership: Template = {
  id: 'aspnet-membership',
  name: 'ASP.NET Membership Provider (MVC 3, Universal Providers)',
  description:
    'The tables Users and Memberships of ASP.NET’s Universal Providers in SQL Server.\n' +
    'Hashes are HMAC-SHA256 or SHA-1, with a salt; whether a user is approved becomes email_verified.',
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
      key: 'ASPNET_APPLICATION',
      description: 'applicationName of the membership provider, if not /',
      example: '/',
      required: false,
    },
    {
      key: 'ASPNET_HASH',
      description:
        'What new passwords are hashed with: HMACSHA256, or SHA1 as hashAlgorithmType of an older application says',
      example: 'SHA1',
      required: false,
    },
  ],
  store: {
    dialect: 'tsql',
    hash: 'SHA-1 or HMAC-SHA256 with the row’s salt',
    tables: [
      tableOf('Applications', [
        ['ApplicationId', 'UNIQUEIDENTIFIER, primary key', 'which application'],
        ['ApplicationName', 'NVARCHAR(235)', 'which application'],
      ]),
      tableOf('Users', [
        ['UserId', 'UNIQUEIDENTIFIER, primary key', 'user_id'],
        ['ApplicationId', 'UNIQUEIDENTIFIER', 'which application'],
        ['UserName', 'NVARCHAR(50)', 'username'],
        ['IsAnonymous', 'BIT', 'written by create'],
        ['LastActivityDate', 'DATETIME', 'written by create'],
      ]),
      tableOf('Memberships', [
        ['UserId', 'UNIQUEIDENTIFIER, primary key', 'user_id'],
        ['ApplicationId', 'UNIQUEIDENTIFIER', 'which application'],
        ['Password', 'NVARCHAR(128)', 'checked, never stored'],
        ['PasswordFormat', 'INT', 'how it is hashed'],
        ['PasswordSalt', 'NVARCHAR(128)', 'checked, never stored'],
        ['Email', 'NVARCHAR(256)', 'email'],
        ['IsApproved', 'BIT', 'email_verified'],
        ['IsLockedOut', 'BIT', 'refused when set'],
        ['CreateDate', 'DATETIME', 'written by create'],
        ['LastLoginDate', 'DATETIME', 'written by create'],
        ['LastPasswordChangedDate', 'DATETIME', 'written by create'],
        ['LastLockoutDate', 'DATETIME', 'written by create'],
        ['FailedPasswordAttemptCount', 'INT', 'written by create'],
        ['FailedPasswordAttemptWindowStart', 'DATETIME', 'written by create'],
        ['FailedPasswordAnswerAttemptCount', 'INT', 'written by create'],
        ['FailedPasswordAnswerAttemptWindowsStart', 'DATETIME', 'written by create'],
      ]),
      tableOf('UsersInRoles', [['UserId', 'UNIQUEIDENTIFIER', 'removed by delete']]),
      tableOf('Profiles', [['UserId', 'UNIQUEIDENTIFIER', 'removed by delete']]),
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
      { email: 'bob@example.com', password: 'testPassword', email_verified: false },
    ],
  },
  scripts: readScripts(import.meta.dirname),
}
