/**
 * `aws-sdk` 2 with the clients that published scripts ask for. The package as a whole has 24 MiB of service descriptions,
 * most of which no script of a login needs; a client that is left out says so when it is made.
 * @module
 */

/** The bundler's. */
declare function require(path: string): unknown

interface Aws {
  [name: string]: unknown
}

/** @returns the module as `require('aws-sdk')` gives it */
export function adapted(): unknown {
  const aws = require('aws-sdk/global') as Aws
  require('aws-sdk/clients/cognitoidentityserviceprovider')
  require('aws-sdk/clients/cognitoidentity')
  require('aws-sdk/clients/dynamodb')
  require('aws-sdk/clients/kms')
  require('aws-sdk/clients/lambda')
  require('aws-sdk/clients/secretsmanager')
  require('aws-sdk/clients/ssm')
  require('aws-sdk/clients/sts')
  const descriptions = require('aws-sdk/apis/metadata.json') as { [service: string]: { name: string } }
  for (const { name } of Object.values(descriptions)) {
    if (Object.hasOwn(aws, name)) continue
    // Not a getter that throws, since code that enumerates the members would trigger it.
    aws[name] = function MissingClient() {
      throw new Error(
        `AWS.${name} is not offered. Call the service's HTTP API with fetch, or require its client of version 3.`,
      )
    }
  }
  return aws
}
