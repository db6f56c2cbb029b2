/** The template cognito. @module */
import type { Template } from '../template.ts'
import { readScripts } from '../template.ts'

/** A user pool of Amazon Cognito. */
export const cognito: Template = {
  id: 'cognito',
  name: 'Amazon Cognito',
  description:
    'Users of a Cognito user pool, asked by InitiateAuth and AdminGetUser.\n' +
    'Cognito limits sign-ins for the whole pool (120 a second by default) and refuses an account after five wrong passwords.',
  database: 'Amazon Cognito user pools',
  driver: '@aws-sdk/client-cognito-identity-provider',
  configuration: [
    {
      key: 'COGNITO_REGION',
      description: 'Region of the user pool',
      example: 'eu-central-1',
      required: true,
    },
    {
      key: 'COGNITO_USER_POOL_ID',
      description: 'Id of the user pool (Overview of the pool)',
      example: 'eu-central-1_a1B2c3D4e',
      required: true,
    },
    {
      key: 'COGNITO_CLIENT_ID',
      description: 'An app client of the pool with the flow ALLOW_USER_PASSWORD_AUTH',
      example: '1h57kf5cpq17m0eml12EXAMPLE',
      required: true,
    },
    {
      key: 'COGNITO_CLIENT_SECRET',
      description: 'Secret of that app client, if it has one',
      example: '…',
      required: false,
    },
    {
      key: 'AWS_ACCESS_KEY_ID',
      description: 'Access key of an IAM user who may do nothing but cognito-idp:AdminGetUser for this pool',
      example: 'AKIAIOSFODNN7EXAMPLE',
      required: true,
    },
    { key: 'AWS_SECRET_ACCESS_KEY', description: 'Secret of that access key', example: '…', required: true },
    {
      key: 'COGNITO_ENDPOINT',
      description: 'Address of Cognito, where it is not that of the region: a VPC endpoint, an emulator',
      example: 'https://vpce-1a2b3c4d.cognito-idp.eu-central-1.vpce.amazonaws.com',
      required: false,
    },
  ],
  scripts: readScripts(import.meta.dirname),
}
