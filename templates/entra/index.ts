/** The template entra. @module */
import type { Template } from '../template.ts'
import { readScripts } from '../template.ts'

/** Microsoft Entra ID (Azure AD), and Azure AD B2C. */
export const entra: Template = {
  id: 'entra',
  name: 'Microsoft Entra ID, Azure AD B2C',
  description:
    'People of an Entra tenant, or local accounts of Azure AD B2C, asked by the password grant (ROPC) and Microsoft Graph.\n' +
    'Accounts with a second factor or of another directory cannot be asked; smart lockout counts wrong passwords as everywhere.',
  database: 'Microsoft Entra ID, Azure AD B2C',
  configuration: [
    {
      key: 'ENTRA_TENANT',
      description: 'Primary domain of the tenant',
      example: 'example.onmicrosoft.com',
      required: true,
    },
    {
      key: 'ENTRA_CLIENT_ID',
      description:
        'Application (client) id of an app registration that allows public client flows and has the application permission User.Read.All of Microsoft Graph, with the consent of an administrator',
      example: '11111111-2222-3333-4444-555555555555',
      required: true,
    },
    {
      key: 'ENTRA_CLIENT_SECRET',
      description: 'Client secret of that app registration',
      example: '…',
      required: true,
    },
    {
      key: 'ENTRA_B2C_POLICY',
      description: 'For Azure AD B2C: its user flow of the kind "Resource owner password credentials"',
      example: 'B2C_1_ROPC',
      required: false,
    },
    {
      key: 'ENTRA_B2C_URL',
      description: 'For Azure AD B2C: its address, with the tenant',
      example: 'https://example.b2clogin.com/example.onmicrosoft.com',
      required: false,
    },
    {
      key: 'ENTRA_LOGIN_URL',
      description: 'Address of sign-in, in a national cloud',
      example: 'https://login.microsoftonline.us',
      required: false,
    },
    {
      key: 'ENTRA_GRAPH_URL',
      description: 'Address of Microsoft Graph, in a national cloud',
      example: 'https://graph.microsoft.us',
      required: false,
    },
  ],
  scripts: readScripts(import.meta.dirname),
}
