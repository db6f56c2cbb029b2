/** The template aspnet-membership. @module */
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
